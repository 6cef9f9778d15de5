import { ApiError } from '../api-error'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/responses'
import { origin } from '../origin'
import { cookieNames } from './cookie-names'
import { findCsrfPairs, newCsrfPair } from './csrf-token'
import type { Visit } from './read-visit'
import { redirectTarget } from './redirect-target'
import { runNextAuth } from './run-next-auth'

/**
 * A press on "Continue with …" or "Sign out".
 *
 * Our own pages are known by what browsers say of where a request comes from, and need no token; a stale one
 * can therefore not stand in the way. A program that says nothing needs the token of `/api/auth/csrf`, as
 * NextAuth has it. Everybody else is shown the page at this deployment's origin, to press there: a sign-in
 * that begins under another host name would come back to a browser that keeps its state for that other name.
 */
export async function answerForm(request: ApiRequest, visit: Visit): Promise<Response> {
  if (!request.isFormPost)
    throw new ApiError('VALIDATION_FAILED', { status: 415, message: 'This address takes a form post' })
  const form = new URLSearchParams(new TextDecoder().decode(await request.bytes()))
  const callbackUrl = redirectTarget(form.get('callbackUrl') ?? visit.callbackUrl, origin())
  if (!isOurs(request, form.get('csrfToken'))) return seeOther(pageOf(visit.action, callbackUrl))

  const pair = newCsrfPair()
  return runNextAuth({
    ...visit,
    method: 'POST',
    form: {
      csrfToken: pair.token,
      callbackUrl,
      // NextAuth's own browser code wants the redirect as JSON.
      ...(form.get('json') === 'true' && { json: 'true' }),
    },
    cookies: { ...visit.cookies, [cookieNames().csrfToken]: pair.cookie },
  })
}

function isOurs({ headers, sentFrom }: ApiRequest, token: string | null): boolean {
  if (sentFrom.kind !== 'unsaid') return sentFrom.kind === 'same-origin'
  return findCsrfPairs(headers.get('Cookie')).some((pair) => pair.token === token)
}

function pageOf(action: string, callbackUrl: string): string {
  if (action === 'signout') return `${origin()}/sign-out`
  return `${origin()}/sign-in?${new URLSearchParams({ callbackUrl, error: 'StartedElsewhere' })}`
}
