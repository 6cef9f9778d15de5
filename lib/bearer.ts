/**
 * Whether a request carries a `Bearer` credential. Other schemes are none of ours: a proxy in front asks
 * browsers for `Basic`, and they send it along with the session's cookie.
 */
export type Bearer = { kind: 'absent' } | { kind: 'malformed' } | { kind: 'token'; token: string }

/**
 * One `Bearer` and one token: the scheme in any case (RFC 9110, 11.1), then spaces and a `token68` (RFC 6750,
 * 2.1).
 */
const TOKEN = /^bearer +([\w.~+/-]+=*)$/i

/** The scheme, also as the second of two credentials. */
const SCHEME = /(?:^|,)[ \t]*bearer(?:[ \t,]|$)/i

/**
 * Reads an `Authorization` header.
 *
 * A request may have one such header (RFC 9110, 11.6.2). Of two, Node keeps the first and drops the second
 * unseen (https://nodejs.org/api/http.html#messageheaders). Where something in front has joined them with a
 * comma, they are malformed as soon as one of them is a `Bearer`.
 */
export function readBearer(authorization: string | null): Bearer {
  if (authorization === null || !SCHEME.test(authorization)) return { kind: 'absent' }
  const token = TOKEN.exec(authorization)?.[1]
  return token === undefined ? { kind: 'malformed' } : { kind: 'token', token }
}
