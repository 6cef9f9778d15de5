import { ApiError } from '../api-error'
import { db } from '../db'
import { parseEmailAddress } from '../email-address'
import { env } from '../env'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/responses'
import { log } from '../log'
import { origin } from '../origin'
import { cookieNames } from './cookies'
import { findCsrfPairs, newCsrfPair } from './csrf-token'
import { findMailLink } from './find-mail-link'
import type { Visit } from './read-visit'
import { redirectTarget } from './redirect-target'
import { runNextAuth } from './run-next-auth'
import { spendLinkRequest } from './spend-link-request'

/**
 * Handles the forms for signing in, for signing out, and of the page that a sign-in link opens.
 *
 * Browsers say where a request comes from, so our own pages need no CSRF token and a stale one does no harm.
 * A client that does not say needs NextAuth's token from `/api/auth/csrf`. Everyone else is redirected to the
 * same page at this deployment's origin: a sign-in started under another host name would fail, because its
 * cookies belong to that name.
 */
export async function handleForm(request: ApiRequest, visit: Visit): Promise<Response> {
  if (!request.isFormPost)
    throw new ApiError('VALIDATION_FAILED', { status: 415, message: 'This URL accepts only form posts' })
  const form = new URLSearchParams(new TextDecoder().decode(await request.bytes()))
  const callbackUrl = redirectTarget(form.get('callbackUrl') ?? visit.callbackUrl, origin())
  if (!isFromOwnPage(request, form.get('csrfToken'))) return seeOther(pageOf(visit.action, callbackUrl))

  // Only for email links: handleAuth accepts no other POST of this action.
  if (visit.action === 'callback') return signInWithLink(form.get('token') ?? '', { ...visit, callbackUrl })
  if (visit.action === 'signout' && form.get('everywhere') === 'yes')
    await endAllSessions(visit.sessionTokens)

  const isLinkRequest = visit.action === 'signin' && visit.providerId === 'email' && env().auth.email
  const link = isLinkRequest ? await checkLinkRequest(form.get('email') ?? '', request.headers) : null
  if (link && 'error' in link) return seeOther(signInPage(callbackUrl, link.error))

  const pair = newCsrfPair()
  return runNextAuth({
    ...visit,
    callbackUrl,
    method: 'POST',
    form: {
      csrfToken: pair.token,
      callbackUrl,
      ...link,
      // NextAuth's browser client expects the redirect as JSON.
      ...(form.get('json') === 'true' && { json: 'true' }),
    },
    cookies: { ...visit.cookies, [cookieNames().csrfToken]: pair.cookie },
  })
}

function isFromOwnPage({ headers, sentFrom }: ApiRequest, token: string | null): boolean {
  if (sentFrom.kind !== 'unknown') return sentFrom.kind === 'same-origin'
  return findCsrfPairs(headers.get('Cookie')).some((pair) => pair.token === token)
}

function pageOf(action: string, callbackUrl: string): string {
  if (action === 'signout') return `${origin()}/sign-out`
  return signInPage(callbackUrl, 'StartedElsewhere')
}

const signInPage = (callbackUrl: string, error: string) =>
  `${origin()}/sign-in?${new URLSearchParams({ callbackUrl, error })}`

/** NextAuth reads the token from the query. Without a valid one, the page says that the link has expired. */
async function signInWithLink(token: string, visit: Visit): Promise<Response> {
  const { callbackUrl } = visit
  if ((await findMailLink(token)) === null)
    return seeOther(`${origin()}/sign-in/email?${new URLSearchParams({ callbackUrl })}`)
  return runNextAuth({ ...visit, method: 'GET', query: { token, callbackUrl } })
}

/** The address if a link may be sent to it, else an error code of the sign-in page. */
async function checkLinkRequest(
  text: string,
  headers: Headers,
): Promise<{ email: string } | { error: string }> {
  const email = parseEmailAddress(text)
  if (email === null) return { error: 'EmailAddress' }
  const limit = await spendLinkRequest(email, headers)
  if (!limit) return { email }
  log.info('sign-in.link-limited', { by: limit })
  return { error: 'EmailLimit' }
}

/**
 * Ends all sessions of the user that these tokens belong to. If they belong to no user, or to several,
 * nothing happens: of several, one was planted in the browser.
 */
async function endAllSessions(sessionTokens: readonly string[]): Promise<void> {
  if (sessionTokens.length === 0) return
  await db().$executeRaw`
    WITH own AS (
      SELECT DISTINCT "userId" FROM "Session"
      WHERE "sessionToken" = ANY(${sessionTokens}::text[]) AND "expires" > now()
    )
    DELETE FROM "Session" WHERE "userId" IN (SELECT "userId" FROM own) AND (SELECT count(*) FROM own) = 1`
}
