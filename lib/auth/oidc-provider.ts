import type { Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { parseEmailAddress } from '../email-address'
import type { Env } from '../env'
import { findProxyAgent } from '../find-proxy-agent'
import { isMultiTenantIssuer } from '../is-multi-tenant-issuer'

/** For each request to the provider. NextAuth's default of 3.5 s is too short for some. */
export const PROVIDER_TIMEOUT_MS = 10_000

type Settings = NonNullable<Env['auth']['oidc']>

/** The provider's id and name in NextAuth, and settings for openid-client. */
type Variant = Pick<OAuthConfig<OidcClaims>, 'id' | 'name' | 'client'>

/**
 * The standard claims that are read (OpenID Connect Core 5.1), and `emails`, which Azure AD B2C sends instead
 * of `email` (https://authjs.dev/reference/core/providers_azure-ad-b2c). Providers deviate, so types are
 * checked.
 */
export type OidcClaims = Profile & { sub: string; email_verified?: unknown; emails?: unknown }

/**
 * Any OpenID Connect provider with a discovery document: authorization code with PKCE, state and nonce.
 *
 * ID tokens must name the document's issuer, which may differ from OIDC_ISSUER: Auth0 adds a slash, Entra ID
 * replaces the tenant's name with its id, B2C omits the policy. openid-client replaces Entra ID's
 * `{tenantid}` with the token's tenant (openid-client 5.7, lib/issuer.js, AAD_MULTITENANT_DISCOVERY).
 *
 * @param variant its id is part of the redirect URI `<origin>/api/auth/callback/oidc`
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
        // This is openid-client's TokenSet. NextAuth's type has only its plain fields.
        const tokenSet = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>
        const { metadata } = client.issuer
        // B2C grants no access token for these scopes.
        const hasUserinfo = metadata.userinfo_endpoint !== undefined && tokenSet.access_token !== undefined
        // openid-client rejects a response for another `sub`.
        const fetchUserinfo = hasUserinfo ? () => client.userinfo<OidcClaims>(tokenSet) : null
        const claims = requireOwnSubject(await completeClaims(tokenSet.claims(), fetchUserinfo))
        return trustsEmail && !isMultiTenantIssuer(metadata.issuer) ? trustEmail(claims) : claims
      },
    },
    profile: toUser,
  }
}

/**
 * Most providers put the address and its verification into the ID token. Strict ones send them only from the
 * userinfo endpoint (OpenID Connect Core 5.4), which is called only then.
 */
export async function completeClaims(
  idToken: OidcClaims,
  fetchUserinfo: (() => Promise<OidcClaims>) | null,
): Promise<OidcClaims> {
  if (idToken.email_verified !== undefined || !fetchUserinfo) return idToken
  return { ...idToken, ...(await fetchUserinfo()) }
}

/**
 * An old setup of Azure AD B2C sends the same `sub` for everyone: "Not supported currently. Use oid claim."
 * (https://github.com/AzureADQuickStarts/B2C-WebApp-OpenIDConnect-NodeJS/issues/1). They would all be one
 * user.
 *
 * @throws {Error} for the log
 */
function requireOwnSubject(claims: OidcClaims): OidcClaims {
  if (!claims.sub.startsWith('Not supported')) return claims
  throw new Error(
    'The provider sends the same sub for everyone: set the Subject (sub) claim of the policy to ObjectID.',
  )
}

/**
 * Implements OIDC_TRUST_EMAIL: an address counts as verified if the issuer does not say. If the issuer does
 * say, that stands. None of several addresses is used, because nothing identifies the right one.
 */
function trustEmail(claims: OidcClaims): OidcClaims {
  const { email_verified, email, emails } = claims
  if (email_verified !== undefined) return claims
  const only = Array.isArray(emails) && emails.length === 1 ? emails[0] : undefined
  return { ...claims, email: email ?? only, email_verified: true }
}

/**
 * Maps claims to a User. The address is stored only if the provider has verified it, in lower case. Anyone
 * can put someone else's address into a profile and would otherwise accept that person's invitations.
 *
 * `email_verified` is a boolean in OpenID Connect Core 5.1, but Amazon Cognito sends the string "true"
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

/**
 * The URL of an issuer's discovery document. OIDC_ISSUER may also be that URL itself, for providers whose
 * document is not below their issuer (Azure AD B2C with the policy in the query).
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
export function discoveryAddress(issuer: string): string {
  const url = new URL(issuer)
  if (!url.pathname.includes('/.well-known/'))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/.well-known/openid-configuration`
  return url.href
}
