import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'

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
    httpOptions: { timeout: PROVIDER_TIMEOUT_MS },
    userinfo: {
      // Most providers put the address into the ID token; strict ones send it from the userinfo endpoint alone
      // (OpenID Connect Core 5.4).
      async request({ client, tokens }) {
        // It is openid-client's TokenSet; NextAuth's type names its plain fields alone.
        const tokenSet = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const claims = tokenSet.claims()
        if (claims.email_verified !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims
        // Refused by openid-client when it is about another `sub`.
        return { ...claims, ...(await client.userinfo(tokenSet)) }
      },
    },
    profile: toUser,
  }
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
