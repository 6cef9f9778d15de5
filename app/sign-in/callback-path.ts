import { findReturnUrl } from '@/lib/portal/return-url'

/** Where people go when the link names no page. */
const DEFAULT_PATH = '/billing'

/** Pages that make no sense after signing in. */
const EXCLUDED = /^\/(?:sign-in|sign-out|api)(?:\/|$)/

/**
 * The path to go to after signing in. It is always on this origin.
 *
 * @param asked the `callbackUrl` parameter: a path, or an absolute URL as NextAuth writes it
 */
export function callbackPath(asked: unknown, ownOrigin: string): string {
  const found = typeof asked === 'string' ? findReturnUrl(asked, { own: ownOrigin, allowed: [] }) : null
  if (!found) return DEFAULT_PATH
  const { pathname, search, hash } = new URL(found)
  return EXCLUDED.test(pathname) ? DEFAULT_PATH : `${pathname}${search}${hash}`
}
