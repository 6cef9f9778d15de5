/**
 * Where Entra ID answers, in every cloud.
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
const MICROSOFT_HOST =
  /(?:^|\.)(?:microsoftonline\.(?:com|us|de)|partner\.microsoftonline\.cn|chinacloudapi\.cn|windows\.net|microsoft\.com)$/

/**
 * What stands in a tenant's place for everybody's. The GUID is the tenant of personal accounts.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri
 */
const EVERY_TENANT = new Set(['common', 'organizations', 'consumers', '9188040d-6c67-4c5b-b112-36a304b66dad'])

/**
 * Whether an issuer speaks for organizations that know nothing of each other, so that the administrator of
 * any one of them can write any address into a token. Asked of OIDC_ISSUER, and of the issuer that a
 * discovery document names, where Entra ID writes `{tenantid}`.
 */
export function isMultiTenantIssuer(issuer: string): boolean {
  if (issuer.includes('{')) return true
  const { hostname, pathname } = new URL(issuer)
  const [tenant = ''] = pathname.split('/').filter(Boolean)
  return MICROSOFT_HOST.test(hostname) && EVERY_TENANT.has(tenant.toLowerCase())
}
