import type { Provider } from 'next-auth/providers/index'
import type { Env } from '../env'
import { emailProvider } from './email-provider'
import { githubProvider } from './github-provider'
import { googleSettings } from './google-settings'
import { oidcProvider } from './oidc-provider'

/** What this deployment offers to sign in with, for NextAuth. */
export function nextAuthProviders({ oidc, google, github, email }: Env['auth']): Provider[] {
  return [
    ...(oidc ? [oidcProvider(oidc)] : []),
    ...(google ? [oidcProvider(googleSettings(google), { id: 'google', name: 'Google' })] : []),
    ...(github ? [githubProvider(github)] : []),
    ...(email ? [emailProvider()] : []),
  ]
}
