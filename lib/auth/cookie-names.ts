import { origin } from '../origin'

/**
 * The names of NextAuth's cookies. On https they begin with `__Host-`: a browser takes such a cookie from
 * this very host alone and over https, so that no other host of the same domain can plant one or stand before
 * ours (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3.2). NextAuth itself
 * would use `__Secure-` for most of them, which any subdomain may set.
 */
export function cookieNames(ownOrigin: string = origin()) {
  const prefix = ownOrigin.startsWith('https:') ? '__Host-next-auth' : 'next-auth'
  return {
    sessionToken: `${prefix}.session-token`,
    callbackUrl: `${prefix}.callback-url`,
    csrfToken: `${prefix}.csrf-token`,
    pkceCodeVerifier: `${prefix}.pkce.code_verifier`,
    state: `${prefix}.state`,
    nonce: `${prefix}.nonce`,
  }
}
