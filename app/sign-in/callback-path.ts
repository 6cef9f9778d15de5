import { findReturnUrl } from '@/lib/portal/return-url'

/** The page after signing in, unless the link names another. */
const DEFAULT_PATH = '/billing'

/** Pages that make no sense after signing in. */
const EXCLUDED = /^\/(?:sign-in|sign-out|api)(?:\/|$)/

/**
 * The path to go to after signing in, always on this origin.
 *
 * @param requested the `callbackUrl` parameter: a path, or an absolute URL as NextAuth writes it
 */
export function callbackPath(requested: unknown, ownOrigin: string): string {
  const found =
    typeof requested === 'string' ? findReturnUrl(requested, { own: ownOrigin, allowed: [] }) : null
  if (!found) return DEFAULT_PATH
  const { pathname, search, hash } = new URL(found)
  return EXCLUDED.test(pathname) ? DEFAULT_PATH : `${pathname}${search}${hash}`
}
