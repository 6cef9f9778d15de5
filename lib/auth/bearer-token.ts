/**
 * One `Bearer` and one token: the scheme in any case (RFC 9110, 11.1), then spaces and a `token68` (RFC 6750,
 * 2.1).
 */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i

/**
 * The token in an `Authorization` header, or null when it holds anything else: another scheme, nothing, two
 * credentials (which HTTP libraries join with a comma).
 */
export function findBearerToken(authorization: string): string | null {
  return BEARER.exec(authorization)?.[1] ?? null
}
