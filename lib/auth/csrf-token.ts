import { createHash, randomBytes } from 'node:crypto'
import { authSecret } from '../auth-secret'
import { cookieNames, cookieValues } from './cookies'

/** A form's token, and the cookie value that matches it. */
export type CsrfPair = { token: string; cookie: string }

/**
 * NextAuth accepts a form whose token is also in its cookie, as `<token>|<hash>` (next-auth 4,
 * core/lib/csrf-token).
 */
const sealed = (token: string): CsrfPair => ({
  token,
  cookie: `${token}|${createHash('sha256').update(`${token}${authSecret()}`).digest('hex')}`,
})

/** Creates a pair that NextAuth accepts, for a form already known to be from our own pages. */
export function newCsrfPair(): CsrfPair {
  return sealed(randomBytes(32).toString('hex'))
}

/**
 * The valid pairs in a request's cookies. There may be several, because a parent domain can set the cookie,
 * too.
 */
export function findCsrfPairs(cookieHeader: string | null): CsrfPair[] {
  return cookieValues(cookieHeader, cookieNames().csrfToken).flatMap((cookie) => {
    const pair = sealed(cookie.split('|')[0] ?? '')
    return pair.cookie === cookie ? [pair] : []
  })
}
