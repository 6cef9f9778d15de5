import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/responses'
import { unknownEndpoint } from '../http/unknown-endpoint'
import { log } from '../log'
import { origin } from '../origin'
import { findHandshake } from './find-handshake'
import type { Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'
import { signInWays } from './sign-in-ways'

/** An `error` parameter that is safe to log (RFC 6749, 4.1.2.1). */
const LOGGABLE_ERROR = /^[\w.-]{1,60}$/

/**
 * Handles the redirect back from the provider. A visitor who has not started a sign-in in this browser, or
 * whose parameters are not the provider's, is redirected to the sign-in page. NextAuth would report a server
 * error and log the visitor's input.
 */
export async function handleCallback(request: ApiRequest, visit: Visit): Promise<Response> {
  const { providerId } = visit
  if (providerId === undefined || !signInWays().some(({ id }) => id === providerId)) throw unknownEndpoint()
  const backToSignIn = (error: string) =>
    seeOther(`${origin()}/sign-in?${new URLSearchParams({ callbackUrl: visit.callbackUrl, error })}`)

  const query = request.url.searchParams
  // The user cancelled at the provider, or was denied access.
  const error = query.get('error')
  if (error === 'access_denied') return backToSignIn('AccessDenied')

  const state = query.get('state') ?? ''
  const handshake = await findHandshake(request.headers.get('Cookie'), { state, providerId })
  if (!handshake) {
    log.info('sign-in.lost', { reason: 'This browser has not started a sign-in with that state.' })
    return backToSignIn('SignInLost')
  }
  const code = query.get('code')
  if (error !== null || !code) {
    const reason = 'The provider returned no usable response.'
    log.warn('sign-in.refused', { reason, error: LOGGABLE_ERROR.test(error ?? '') ? error : null })
    return backToSignIn('OAuthCallback')
  }
  // openid-client compares `iss`, if sent (RFC 9207), with the discovered issuer.
  const iss = query.get('iss')
  return runNextAuth({
    ...visit,
    method: 'GET',
    query: { code, state, ...(iss !== null && { iss }) },
    cookies: { ...visit.cookies, ...handshake },
  })
}
