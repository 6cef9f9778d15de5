import { discoveryAddress } from '@/lib/auth/oidc-provider'
import type { Env } from '@/lib/env'
import { isMultiTenantIssuer } from '@/lib/is-multi-tenant-issuer'
import type { Finding } from './check'
import type { Discovery } from './find-discovery'

/**
 * The discovery URLs for which openid-client replaces `{tenantid}` with the token's tenant. At any other URL
 * it refuses every token. openid-client 5.7, lib/issuer.js, AAD_MULTITENANT_DISCOVERY.
 */
const TENANT_AWARE =
  /^https:\/\/login\.microsoftonline\.com\/(?:common|(?:common|organizations|consumers)\/v2\.0)\/\.well-known\//

/** Entra ID, its External ID and Azure AD B2C. None of them says whether an email address is verified. */
const MICROSOFT_HOST =
  /(?:^|\.)(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn|b2clogin\.com|ciamlogin\.com)$/

/**
 * Finds what in a provider's discovery document keeps people from signing in or from their billing accounts;
 * null if nothing does. The document may name another issuer than OIDC_ISSUER: sign-in uses the document's,
 * and OIDC_ISSUER must stay the URL where the document is.
 */
export function findDiscoveryProblem(
  { issuer, claims, idTokenAlgs }: Discovery,
  oidc: NonNullable<Env['auth']['oidc']>,
): Finding | null {
  const { host, hostname } = new URL(oidc.issuer)
  if (issuer.includes('{') && !TENANT_AWARE.test(discoveryAddress(oidc.issuer)))
    return unusable(
      `${host} issues tokens per tenant (${issuer}), which sign-in cannot check at this URL`,
      'Set OIDC_ISSUER to the URL of your tenant, with its id, such as ' +
        'https://login.microsoftonline.com/TENANT_ID/v2.0.',
    )
  if (idTokenAlgs && !idTokenAlgs.includes(oidc.idTokenAlg))
    return unusable(
      `${host} does not sign ID tokens with ${oidc.idTokenAlg}`,
      `Set OIDC_ID_TOKEN_ALG to an algorithm the provider uses: ${idTokenAlgs.join(', ')}.`,
    )
  if (!MICROSOFT_HOST.test(hostname) || !claims || claims.includes('email_verified')) return null
  if (isMultiTenantIssuer(oidc.issuer) || isMultiTenantIssuer(issuer))
    return unusable(
      `${host} does not say whether email addresses are verified, so nobody gets a billing account`,
      'Set OIDC_ISSUER to the URL of your tenant, then read about OIDC_TRUST_EMAIL in .env.example: ' +
        'the addresses of many tenants cannot be trusted.',
    )
  if (!oidc.trustsEmail)
    return unusable(
      `${host} does not say whether email addresses are verified, so nobody gets a billing account`,
      'Read about OIDC_TRUST_EMAIL in .env.example, and set it to 1 if you trust this tenant’s addresses.',
    )
  return null
}

const unusable = (words: string, todo: string): Finding => ({ ok: false, words, todo })
