import { type Env, env } from '../env'

/** NextAuth's ids. They are part of URLs (`/api/auth/callback/<id>`) and of stored identities. */
export type SignInWayId = 'oidc' | 'google' | 'github' | 'email'

/** A way to sign in. The name follows "Continue with" and "already used here, with". */
export type SignInWay = { id: SignInWayId; name: string }

/** The ways to sign in to this deployment, in the order of the sign-in page. */
export function signInWays(auth: Env['auth'] = env().auth): SignInWay[] {
  const { oidc, google, github, email } = auth
  return [
    ...(oidc ? [{ id: 'oidc', name: issuerName(oidc.issuer) } as const] : []),
    ...(google ? [{ id: 'google', name: 'Google' } as const] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' } as const] : []),
    ...(email ? [{ id: 'email', name: 'an email link' } as const] : []),
  ]
}

/** People recognize their provider by its host name, but not one on this machine. */
function issuerName(issuer: string): string {
  const { hostname } = new URL(issuer)
  return /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname) ? 'local sign-in' : hostname
}
