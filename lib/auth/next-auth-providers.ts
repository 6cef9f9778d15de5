import type { Provider } from 'next-auth/providers/index'
import type { Env } from '../env'
import { emailProvider } from './email-provider'
import { githubProvider } from './github-provider'
import { googleSettings } from './google-settings'
import { oidcProvider } from './oidc-provider'

/**
 * Google expects the client's secret in the form
 * (https://developers.google.com/identity/openid-connect/openid-connect#exchangecode).
 */
const GOOGLE = {
  id: 'google',
  name: 'Google',
  client: { token_endpoint_auth_method: 'client_secret_post' },
} as const

/** NextAuth's providers for the configured ways to sign in. */
export function nextAuthProviders({ oidc, google, github, email }: Env['auth']): Provider[] {
  return [
    ...(oidc ? [oidcProvider(oidc)] : []),
    ...(google ? [oidcProvider(googleSettings(google), GOOGLE)] : []),
    ...(github ? [githubProvider(github)] : []),
    ...(email ? [emailProvider()] : []),
  ]
}
