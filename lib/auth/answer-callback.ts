import { ApiError } from '../api-error'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/see-other'
import { log } from '../log'
import { origin } from '../origin'
import { findHandshake } from './find-handshake'
import type { Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'
import { signInWays } from './sign-in-ways'

/** What the provider may say in `error` (RFC 6749, 4.1.2.1), as far as it is worth a line in the log. */
const PROVIDERS_ERROR = /^[\w.-]{1,60}$/

/**
 * Somebody comes back from the provider, or says so. Who has begun no sign-in in this browser, or brings
 * another answer than the provider gives, is led to the sign-in page here: NextAuth would call it a failure
 * of ours, and log whatever the visitor wrote.
 */
export async function answerCallback(request: ApiRequest, visit: Visit): Promise<Response> {
  const { providerId } = visit
  if (providerId === undefined || !signInWays().some(({ id }) => id === providerId))
    throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
  const leadBack = (error: string) =>
    seeOther(`${origin()}/sign-in?${new URLSearchParams({ callbackUrl: visit.callbackUrl, error })}`)

  const query = request.url.searchParams
  // Somebody changed their mind at the provider, or was not let in there.
  const error = query.get('error')
  if (error === 'access_denied') return leadBack('AccessDenied')

  const state = query.get('state') ?? ''
  const handshake = await findHandshake(request.headers.get('Cookie'), { state, providerId })
  if (!handshake) {
    log.info('sign-in.lost', { reason: 'This browser has begun no sign-in with that state.' })
    return leadBack('SignInLost')
  }
  const code = query.get('code')
  if (error !== null || !code) {
    const said = PROVIDERS_ERROR.test(error ?? '') ? error : null
    log.warn('sign-in.refused', { reason: 'The provider gave no usable answer.', error: said })
    return leadBack('OAuthCallback')
  }
  // Where the provider says who it is (RFC 9207), openid-client compares that with the discovered issuer.
  const iss = query.get('iss')
  const answer = { code, state, ...(iss !== null && { iss }) }
  return runNextAuth({ ...visit, method: 'GET', query: answer, cookies: { ...visit.cookies, ...handshake } })
}
