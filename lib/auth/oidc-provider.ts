import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { parseEmailAddress } from '../email-address'
import type { Env } from '../env'
import { findProxyAgent } from '../find-proxy-agent'
import { isMultiTenantIssuer } from '../is-multi-tenant-issuer'
import { discoveryAddress } from './discovery-address'

/** NextAuth's default of 3.5 s for each request to the provider is known to be too short for some. */
export const PROVIDER_TIMEOUT_MS = 10_000

type Settings = NonNullable<Env['auth']['oidc']>

/** NextAuth's name for the provider, and what openid-client has to know of it. */
type Variant = Pick<OAuthConfig<OidcClaims>, 'id' | 'name' | 'client'>

/**
 * The standard claims that are looked at, OpenID Connect Core 5.1, and `emails`, which Azure AD B2C sends
 * instead of `email` (https://authjs.dev/reference/core/providers_azure-ad-b2c). Providers send what they
 * like, so types are checked.
 */
export type OidcClaims = Profile & { sub: string; email_verified?: unknown; emails?: unknown }

/**
 * Any OpenID Connect provider that its discovery document describes: authorization code with PKCE, state and
 * nonce.
 *
 * ID tokens must name the issuer that the document names, which need not be OIDC_ISSUER: Auth0 adds a slash,
 * Entra ID replaces the tenant's name by its id, B2C leaves the policy out. For Entra ID's `{tenantid}`,
 * openid-client puts the token's own tenant in its place (openid-client 5.7, lib/issuer.js,
 * AAD_MULTITENANT_DISCOVERY).
 *
 * @param variant whose id stands in the redirect URI (`<origin>/api/auth/callback/oidc`)
 */
export function oidcProvider(
  settings: Settings,
  variant: Variant = { id: 'oidc', name: 'OpenID Connect' },
): OAuthConfig<OidcClaims> {
  const { issuer, clientId, clientSecret, idTokenAlg, trustsEmail } = settings
  const agent = findProxyAgent(issuer)
  return {
    id: variant.id,
    name: variant.name,
    type: 'oauth',
    wellKnown: discoveryAddress(issuer),
    clientId,
    clientSecret,
    client: { id_token_signed_response_alg: idTokenAlg, ...variant.client },
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: PROVIDER_TIMEOUT_MS, ...(agent && { agent }) },
    userinfo: {
      request: async ({ client, tokens }) => {
        // It is openid-client's TokenSet; NextAuth's type names its plain fields alone.
        const tokenSet = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const { metadata } = client.issuer
        // B2C grants no access token for these scopes, and nothing to ask with.
        const hasUserinfo = metadata.userinfo_endpoint !== undefined && tokenSet.access_token !== undefined
        // openid-client refuses an answer that is about another `sub`.
        const fetchUserinfo = hasUserinfo ? () => client.userinfo<OidcClaims>(tokenSet) : null
        const claims = requireOwnSubject(await completeClaims(tokenSet.claims(), fetchUserinfo))
        return trustsEmail && !isMultiTenantIssuer(metadata.issuer) ? trustEmail(claims) : claims
      },
    },
    profile: toUser,
  }
}

/**
 * Most providers put the address and its verification into the ID token; strict ones send them from the
 * userinfo endpoint alone (OpenID Connect Core 5.4), which is asked only then.
 */
export async function completeClaims(
  idToken: OidcClaims,
  fetchUserinfo: (() => Promise<OidcClaims>) | null,
): Promise<OidcClaims> {
  if (idToken.email_verified !== undefined || !fetchUserinfo) return idToken
  return { ...idToken, ...(await fetchUserinfo()) }
}

/**
 * Azure AD B2C, set up as it once was, names everybody alike: "Not supported currently. Use oid claim."
 * (https://github.com/AzureADQuickStarts/B2C-WebApp-OpenIDConnect-NodeJS/issues/1). All of them would be one
 * user.
 *
 * @throws {Error} for the log
 */
function requireOwnSubject(claims: OidcClaims): OidcClaims {
  if (!claims.sub.startsWith('Not supported')) return claims
  throw new Error(
    'The provider names everybody alike: set the Subject (sub) claim of the policy to ObjectID.',
  )
}

/**
 * Takes the address of an issuer that never says whether it is verified for a verified one, as
 * OIDC_TRUST_EMAIL asks. Where the issuer does say so, its word stands. Of several addresses none is taken,
 * because nothing tells them apart.
 */
function trustEmail(claims: OidcClaims): OidcClaims {
  const { email_verified, email, emails } = claims
  if (email_verified !== undefined) return claims
  const only = Array.isArray(emails) && emails.length === 1 ? emails[0] : undefined
  return { ...claims, email: email ?? only, email_verified: true }
}

/**
 * What becomes of somebody's claims in our User: an address only if the provider says that it is verified, in
 * lower case. Anybody can write another's address into a profile; stored, it would take the address and the
 * accounts that wait for it.
 *
 * `email_verified` is a boolean by OpenID Connect Core 5.1. Amazon Cognito sends the string "true"
 * (https://github.com/zitadel/oidc/pull/139).
 */
export function toUser({ sub, name, email, email_verified }: OidcClaims) {
  const isVerified = email_verified === true || email_verified === 'true'
  return {
    id: sub,
    name: typeof name === 'string' && name ? name : null,
    email: isVerified && typeof email === 'string' ? parseEmailAddress(email) : null,
  }
}
