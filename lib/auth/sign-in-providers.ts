import { env } from '../env'
import { OIDC_PROVIDER_ID } from './oidc-provider'

/**
 * What the sign-in page offers: NextAuth's id, posted to `/api/auth/signin/<id>`, and words to follow
 * "Continue with".
 */
export type SignInProvider = { id: string; name: string }

/** The ways to sign in to this deployment; empty where OIDC_ISSUER and its client are not set. */
export function signInProviders(): SignInProvider[] {
  const { oidc } = env().auth
  return oidc ? [{ id: OIDC_PROVIDER_ID, name: providerName(oidc.issuer) }] : []
}

/** People know their provider by its host; an address on this machine tells them nothing. */
function providerName(issuer: string): string {
  const { hostname } = new URL(issuer)
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname) ? 'local sign-in' : hostname
}
