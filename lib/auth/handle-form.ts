import { ApiError } from '../api-error'
import { parseEmailAddress } from '../email-address'
import { env } from '../env'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/responses'
import { log } from '../log'
import { origin } from '../origin'
import { cookieNames } from './cookie-names'
import { findCsrfPairs, newCsrfPair } from './csrf-token'
import { endAllSessions } from './end-all-sessions'
import { findMailLimit } from './find-mail-limit'
import { findMailLink } from './find-mail-link'
import type { Visit } from './read-visit'
import { redirectTarget } from './redirect-target'
import { runNextAuth } from './run-next-auth'

/**
 * Handles the forms "Continue with …", "Sign out" and those of email links.
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

  // The button of the page to which a sign-in link leads; NextAuth takes a link's token from the query.
  if (visit.action === 'callback') {
    const token = form.get('token') ?? ''
    // The page says that the link has expired.
    if ((await findMailLink(token)) === null)
      return seeOther(`${origin()}/sign-in/email?${new URLSearchParams({ callbackUrl })}`)
    return runNextAuth({ ...visit, callbackUrl, method: 'GET', query: { token, callbackUrl } })
  }
  if (visit.action === 'signout' && form.get('everywhere') === 'yes')
    await endAllSessions(visit.sessionTokens)

  const wantsLink = visit.action === 'signin' && visit.providerId === 'email' && env().auth.email
  const email = wantsLink ? parseEmailAddress(form.get('email') ?? '') : null
  if (wantsLink) {
    const problem = email === null ? 'EmailAddress' : await findMailProblem(email, request.headers)
    if (problem) return seeOther(signInPage(callbackUrl, problem))
  }

  const pair = newCsrfPair()
  return runNextAuth({
    ...visit,
    callbackUrl,
    method: 'POST',
    form: {
      csrfToken: pair.token,
      callbackUrl,
      ...(email !== null && { email }),
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
  return signInPage(callbackUrl, 'StartedElsewhere')
}

const signInPage = (callbackUrl: string, error: string) =>
  `${origin()}/sign-in?${new URLSearchParams({ callbackUrl, error })}`

async function findMailProblem(email: string, headers: Headers): Promise<string | null> {
  const limit = await findMailLimit(email, headers)
  if (limit) log.info('sign-in.link-limited', { by: limit })
  return limit && 'EmailLimit'
}
