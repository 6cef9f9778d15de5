import { ApiError } from '../api-error'
import { env } from '../env'
import type { ApiRequest } from '../http/api-request'
import { seeOther } from '../http/see-other'
import { log } from '../log'
import { origin } from '../origin'
import { findHandshake } from './find-handshake'
import { OIDC_PROVIDER_ID } from './oidc-provider'
import type { Visit } from './read-visit'
import { runNextAuth } from './run-next-auth'

/** What the provider may say in `error` (RFC 6749, 4.1.2.1), as far as it is worth a line in the log. */
const PROVIDERS_ERROR = /^[\w.-]{1,60}$/

/**
 * Somebody comes back from the provider, or says so. Who has begun no sign-in in this browser, or brings another answer
 * than the provider gives, is led to the sign-in page here: NextAuth would call it a failure of ours, and log whatever
 * the visitor wrote.
 */
export async function answerCallback(request: ApiRequest, visit: Visit): Promise<Response> {
  if (visit.providerId !== OIDC_PROVIDER_ID)
    throw new ApiError('NOT_FOUND', { message: 'Nothing is at this address' })
  const leadBack = (error: string) =>
    seeOther(`${origin()}/sign-in?${new URLSearchParams({ callbackUrl: visit.callbackUrl, error })}`)

  const query = request.url.searchParams
  // Somebody changed their mind at the provider, or was not let in there.
  const error = query.get('error')
  if (error === 'access_denied') return leadBack('AccessDenied')

  const state = query.get('state') ?? ''
  const handshake = await findHandshake(request.headers.get('Cookie'), state)
  if (!handshake) {
    log.info('sign-in.lost', { reason: 'This browser has begun no sign-in with that state.' })
    return leadBack('SignInLost')
  }
  const code = query.get('code')
  const iss = query.get('iss')
  if (error !== null || !code || !isOurIssuer(iss)) {
    const said = PROVIDERS_ERROR.test(error ?? '') ? error : null
    log.warn('sign-in.refused', { reason: 'The provider gave no usable answer.', error: said })
    return leadBack('OAuthCallback')
  }
  const answer = { code, state, ...(iss !== null && { iss }) }
  return runNextAuth({ ...visit, method: 'GET', query: answer, cookies: { ...visit.cookies, ...handshake } })
}

/** RFC 9207: who answers, where the provider says so. A slash at the end is all that may differ from our settings. */
function isOurIssuer(iss: string | null): boolean {
  return iss === null || iss.replace(/\/$/, '') === env().auth.oidc?.issuer
}
