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
 * Handles the forms "Continue with …" and "Sign out".
 *
 * Browsers say where a request comes from, so our own pages need no CSRF token and a stale one does no harm.
 * A client that does not say needs NextAuth's token from `/api/auth/csrf`. Everyone else is redirected to the
 * same page at this deployment's origin: a sign-in started under another host name would fail, because its
 * cookies belong to that name.
 */
export async function handleForm(request: ApiRequest, visit: Visit): Promise<Response> {
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
      // NextAuth's browser client expects the redirect as JSON.
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
