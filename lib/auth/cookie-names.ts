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

/**
 * Every value that a `Cookie` header gives a name, decoded, in the header's order. Cookies of one name for
 * this host and for its parent domain arrive together, and nothing tells which is whose (RFC 6265, 8.6), so
 * that whoever reads one has to look at all.
 */
export function cookieValues(cookieHeader: string | null, name: string): string[] {
  const start = `${name}=`
  const pairs = cookieHeader?.split(';').map((pair) => pair.trim()) ?? []
  return pairs.filter((pair) => pair.startsWith(start)).flatMap((pair) => decoded(pair.slice(start.length)))
}

/** Nothing, where the percent-encoding is broken: then NextAuth has not written it. */
function decoded(value: string): string[] {
  try {
    return [decodeURIComponent(value)]
  } catch {
    return []
  }
}
