/**
 * Where an issuer's discovery document is. OIDC_ISSUER may also be that address itself, for providers whose
 * document is not below their issuer (Azure AD B2C with the policy in the query).
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
export function discoveryAddress(issuer: string): string {
  const url = new URL(issuer)
  if (!url.pathname.includes('/.well-known/'))
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/.well-known/openid-configuration`
  return url.href
}
