import { origin } from '../origin'

/**
 * The names of NextAuth's cookies. On https they start with `__Host-`: a browser accepts such a cookie only
 * from this host over https, so no other host of the domain can plant or shadow one
 * (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3.2). NextAuth's own
 * default is mostly `__Secure-`, which any subdomain may set.
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
 * All decoded values of a cookie, in the header's order. Cookies of one name for this host and its parent
 * domain arrive together and cannot be distinguished (RFC 6265, 8.6), so readers must check them all.
 */
export function cookieValues(cookieHeader: string | null, name: string): string[] {
  const start = `${name}=`
  const pairs = cookieHeader?.split(';').map((pair) => pair.trim()) ?? []
  return pairs.filter((pair) => pair.startsWith(start)).flatMap((pair) => decoded(pair.slice(start.length)))
}

/** Empty when the percent-encoding is broken, because then NextAuth did not write it. */
function decoded(value: string): string[] {
  try {
    return [decodeURIComponent(value)]
  } catch {
    return []
  }
}
