import { ApiError } from '../api-error'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/responses'
import { log } from '../log'
import { origin } from '../origin'
import { findHandshake } from './find-handshake'
import type { Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'
import { signInWays } from './sign-in-ways'

/** A loggable `error` parameter from the provider (RFC 6749, 4.1.2.1). */
const PROVIDERS_ERROR = /^[\w.-]{1,60}$/

/**
 * Handles the redirect back from the provider. A visitor who has not started a sign-in in this browser, or
 * whose parameters are not the provider's, is redirected to the sign-in page. NextAuth would report a server
 * error and log the visitor's input.
 */
export async function handleCallback(request: ApiRequest, visit: Visit): Promise<Response> {
  const { providerId } = visit
  if (providerId === undefined || !signInWays().some(({ id }) => id === providerId))
    throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
  const leadBack = (error: string) =>
    seeOther(`${origin()}/sign-in?${new URLSearchParams({ callbackUrl: visit.callbackUrl, error })}`)

  const query = request.url.searchParams
  // The user cancelled at the provider, or was denied access.
  const error = query.get('error')
  if (error === 'access_denied') return leadBack('AccessDenied')

  const state = query.get('state') ?? ''
  const handshake = await findHandshake(request.headers.get('Cookie'), { state, providerId })
  if (!handshake) {
    log.info('sign-in.lost', { reason: 'This browser has not started a sign-in with that state.' })
    return leadBack('SignInLost')
  }
  const code = query.get('code')
  if (error !== null || !code) {
    const said = PROVIDERS_ERROR.test(error ?? '') ? error : null
    log.warn('sign-in.refused', { reason: 'The provider returned no usable response.', error: said })
    return leadBack('OAuthCallback')
  }
  // openid-client compares `iss`, if sent (RFC 9207), with the discovered issuer.
  const iss = query.get('iss')
  const providerQuery = { code, state, ...(iss !== null && { iss }) }
  return runNextAuth({
    ...visit,
    method: 'GET',
    query: providerQuery,
    cookies: { ...visit.cookies, ...handshake },
  })
}
