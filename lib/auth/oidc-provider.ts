import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { findProxyAgent } from '../find-proxy-agent'

/** NextAuth's name for the provider; it stands in the redirect URI: `<origin>/api/auth/callback/oidc`. */
export const OIDC_PROVIDER_ID = 'oidc'

/** NextAuth's default of 3.5 s for each request to the provider is known to be too short for some. */
const PROVIDER_TIMEOUT_MS = 10_000

type Settings = { issuer: string; clientId: string; clientSecret: string }

/**
 * The standard claims that are looked at, OpenID Connect Core 5.1. Providers send what they like, so types are
 * checked.
 */
export type OidcClaims = Profile & { sub: string; email_verified?: unknown }

/**
 * Any OpenID Connect provider that its discovery document describes: authorization code with PKCE, state and
 * nonce.
 */
export function oidcProvider({ issuer, clientId, clientSecret }: Settings): OAuthConfig<OidcClaims> {
  const agent = findProxyAgent(issuer)
  return {
    id: OIDC_PROVIDER_ID,
    name: 'OpenID Connect',
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: PROVIDER_TIMEOUT_MS, ...(agent && { agent }) },
    userinfo: {
      request: ({ client, tokens }) => {
        // It is openid-client's TokenSet; NextAuth's type names its plain fields alone.
        const tokenSet = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const hasUserinfo = client.issuer.metadata.userinfo_endpoint !== undefined
        // openid-client refuses an answer that is about another `sub`.
        return completeClaims(tokenSet.claims(), hasUserinfo ? () => client.userinfo(tokenSet) : null)
      },
    },
    profile: toUser,
  }
}

/**
 * Most providers put the address and its verification into the ID token; strict ones send them from the userinfo
 * endpoint alone (OpenID Connect Core 5.4), which is asked only then.
 */
export async function completeClaims(
  idToken: OidcClaims,
  fetchUserinfo: (() => Promise<OidcClaims>) | null,
): Promise<OidcClaims> {
  if (idToken.email_verified !== undefined || !fetchUserinfo) return idToken
  return { ...idToken, ...(await fetchUserinfo()) }
}

/**
 * What becomes of somebody's claims in our User: an address only if the provider says that it is verified, in
 * lower case. Anybody can write another's address into a profile; stored, it would take the address and the
 * accounts that wait for it.
 */
export function toUser({ sub, name, email, email_verified }: OidcClaims) {
  const verified = email_verified === true && typeof email === 'string' && email.trim() !== ''
  return {
    id: sub,
    name: typeof name === 'string' && name ? name : null,
    email: verified ? email.trim().toLowerCase() : null,
  }
}
