import { env } from './env'

/**
 * The secret that cookies are sealed with, and keys for idempotency are derived from.
 *
 * @throws {Error} when it is not set; the boot guards say so before the first request
 */
export function authSecret(): string {
  const { secret } = env().auth
  if (!secret) throw new Error('Set NEXTAUTH_SECRET to at least 32 random characters.')
  return secret
}
