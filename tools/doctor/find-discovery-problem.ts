import { discoveryAddress } from '@/lib/auth/oidc-provider'
import type { Env } from '@/lib/env'
import { isMultiTenantIssuer } from '@/lib/is-multi-tenant-issuer'
import type { Finding } from './check'
import type { Discovery } from './find-discovery'

/**
 * The addresses for which openid-client puts the token's tenant in the place of `{tenantid}`; at every other
 * one it refuses every token. openid-client 5.7, lib/issuer.js, AAD_MULTITENANT_DISCOVERY.
 */
const TENANT_AWARE =
  /^https:\/\/login\.microsoftonline\.com\/(?:common|(?:common|organizations|consumers)\/v2\.0)\/\.well-known\//

/** Entra ID, its External ID and Azure AD B2C: none of them says whether an address is verified. */
const MICROSOFT_HOST =
  /(?:^|\.)(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn|b2clogin\.com|ciamlogin\.com)$/

/**
 * What in a provider's discovery document keeps people from signing in or from their billing accounts, and
 * what to do; null when nothing does. That the document names another issuer than OIDC_ISSUER does no harm:
 * sign-in takes the document's, and OIDC_ISSUER must stay where the document is.
 */
export function findDiscoveryProblem(
  { issuer, claims, idTokenAlgs }: Discovery,
  oidc: NonNullable<Env['auth']['oidc']>,
): Finding | null {
  const { host, hostname } = new URL(oidc.issuer)
  if (issuer.includes('{') && !TENANT_AWARE.test(discoveryAddress(oidc.issuer)))
    return unusable(
      `${host} issues tokens as each tenant (${issuer}), which sign-in cannot check at this address`,
      'Set OIDC_ISSUER to your tenant’s: its address with the tenant’s id, such as ' +
        'https://login.microsoftonline.com/TENANT_ID/v2.0.',
    )
  if (idTokenAlgs && !idTokenAlgs.includes(oidc.idTokenAlg))
    return unusable(
      `${host} does not sign ID tokens with ${oidc.idTokenAlg}`,
      `Set OIDC_ID_TOKEN_ALG to what the provider signs with: ${idTokenAlgs.join(', ')}.`,
    )
  if (!MICROSOFT_HOST.test(hostname) || !claims || claims.includes('email_verified')) return null
  if (isMultiTenantIssuer(oidc.issuer) || isMultiTenantIssuer(issuer))
    return unusable(
      `${host} does not say whether addresses are verified, so nobody gets a billing account`,
      'Set OIDC_ISSUER to your tenant’s, and then read about OIDC_TRUST_EMAIL in .env.example: many ' +
        'tenants’ addresses cannot be trusted.',
    )
  if (!oidc.trustsEmail)
    return unusable(
      `${host} does not say whether addresses are verified, so nobody gets a billing account`,
      'Read about OIDC_TRUST_EMAIL in .env.example, and set it to 1 if you trust this tenant’s addresses.',
    )
  return null
}

const unusable = (words: string, todo: string): Finding => ({ ok: false, words, todo })
