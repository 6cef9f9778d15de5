import { createHash, randomBytes } from 'node:crypto'
import { authSecret } from '../auth-secret'
import { cookieNames, cookieValues } from './cookie-names'

/** A token as the form brings it, and the cookie's value that goes with it. */
export type CsrfPair = { token: string; cookie: string }

/**
 * NextAuth takes a form whose token is in its cookie, too, as `<token>|<hash>` (next-auth 4,
 * core/lib/csrf-token).
 */
const sealed = (token: string): CsrfPair => ({
  token,
  cookie: `${token}|${createHash('sha256').update(`${token}${authSecret()}`).digest('hex')}`,
})

/** A pair that NextAuth takes: for a form that is known to be ours already. */
export function newCsrfPair(): CsrfPair {
  return sealed(randomBytes(32).toString('hex'))
}

/**
 * The pairs in a request's cookies that are our own work. There are several where a parent domain has the
 * cookie, too.
 */
export function findCsrfPairs(cookieHeader: string | null): CsrfPair[] {
  return cookieValues(cookieHeader, cookieNames().csrfToken).flatMap((cookie) => {
    const pair = sealed(cookie.split('|')[0] ?? '')
    return pair.cookie === cookie ? [pair] : []
  })
}
