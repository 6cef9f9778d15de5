import type { Provider } from 'next-auth/providers/index'
import type { Env } from '../env'
import { emailProvider } from './email-provider'
import { githubProvider } from './github-provider'
import { googleSettings } from './google-settings'
import { oidcProvider } from './oidc-provider'

/** Google documents that the client's secret is sent in the form. */
const GOOGLE = {
  id: 'google',
  name: 'Google',
  client: { token_endpoint_auth_method: 'client_secret_post' },
} as const

/** What this deployment offers to sign in with, for NextAuth. */
export function nextAuthProviders({ oidc, google, github, email }: Env['auth']): Provider[] {
  return [
    ...(oidc ? [oidcProvider(oidc)] : []),
    ...(google ? [oidcProvider(googleSettings(google), GOOGLE)] : []),
    ...(github ? [githubProvider(github)] : []),
    ...(email ? [emailProvider()] : []),
  ]
}
