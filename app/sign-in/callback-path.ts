import { findReturnUrl } from '@/lib/portal/return-url'

/** Where people go who did not come from anywhere. */
const START = '/billing'

/** Pages that would only lead to signing in again. */
const NOWHERE = /^\/(?:sign-in|sign-out|api)(?:\/|$)/

/**
 * Where to go after signing in: a path on this origin, whatever a link to the sign-in page asked for.
 *
 * @param asked the `callbackUrl` parameter, a path or an absolute address; NextAuth makes it absolute
 */
export function callbackPath(asked: unknown, ownOrigin: string): string {
  const found = typeof asked === 'string' ? findReturnUrl(asked, { own: ownOrigin, allowed: [] }) : null
  if (!found) return START
  const { pathname, search, hash } = new URL(found)
  return NOWHERE.test(pathname) ? START : `${pathname}${search}${hash}`
}
