/**
 * Whether a request carries a `Bearer` credential. Other schemes are ignored: a proxy in front may ask
 * browsers for `Basic`, which they then send along with the session cookie.
 */
export type Bearer = { kind: 'absent' } | { kind: 'malformed' } | { kind: 'token'; token: string }

/**
 * One `Bearer` and one token: the scheme in any case (RFC 9110, 11.1), then spaces and a `token68` (RFC 6750,
 * 2.1).
 */
const TOKEN = /^bearer +([\w.~+/-]+=*)$/i

/** The scheme, even in the second of two credentials. */
const SCHEME = /(?:^|,)[ \t]*bearer(?:[ \t,]|$)/i

/**
 * Reads an `Authorization` header.
 *
 * A request may have one such header (RFC 9110, 11.6.2). Node keeps the first of two and silently drops the
 * second (https://nodejs.org/api/http.html#messageheaders). Two that a proxy joined with a comma are
 * malformed if either is a `Bearer`.
 */
export function readBearer(authorization: string | null): Bearer {
  if (authorization === null || !SCHEME.test(authorization)) return { kind: 'absent' }
  const token = TOKEN.exec(authorization)?.[1]
  return token === undefined ? { kind: 'malformed' } : { kind: 'token', token }
}
