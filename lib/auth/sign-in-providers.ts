import { env } from '../env'
import { OIDC_PROVIDER_ID } from './oidc-provider'

/**
 * A button on the sign-in page: NextAuth's id, posted to `/api/auth/signin/<id>`, and the name after
 * "Continue with".
 */
export type SignInProvider = { id: string; name: string }

/** The ways to sign in. Empty when OIDC_ISSUER and its client are not set. */
export function signInProviders(): SignInProvider[] {
  const { oidc } = env().auth
  return oidc ? [{ id: OIDC_PROVIDER_ID, name: providerName(oidc.issuer) }] : []
}

/** Users know their provider by its host name, except on this machine. */
function providerName(issuer: string): string {
  const { hostname } = new URL(issuer)
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname) ? 'local sign-in' : hostname
}
