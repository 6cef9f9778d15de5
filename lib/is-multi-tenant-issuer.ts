/**
 * Entra ID's hosts, in every cloud.
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
const MICROSOFT_HOST =
  /(?:^|\.)(?:microsoftonline\.(?:com|us|de)|partner\.microsoftonline\.cn|chinacloudapi\.cn|windows\.net|microsoft\.com)$/

/**
 * Tenant names that cover many tenants. The GUID is the tenant of personal accounts.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri
 */
const EVERY_TENANT = new Set(['common', 'organizations', 'consumers', '9188040d-6c67-4c5b-b112-36a304b66dad'])

/**
 * Whether an issuer serves unrelated organizations, so that the administrator of any of them can put any
 * address into a token. Takes OIDC_ISSUER, or the issuer of a discovery document, where Entra ID writes
 * `{tenantid}`.
 */
export function isMultiTenantIssuer(issuer: string): boolean {
  if (issuer.includes('{')) return true
  const { hostname, pathname } = new URL(issuer)
  const [tenant = ''] = pathname.split('/').filter(Boolean)
  return MICROSOFT_HOST.test(hostname) && EVERY_TENANT.has(tenant.toLowerCase())
}
