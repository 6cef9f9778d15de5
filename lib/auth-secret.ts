import { env } from './env'

/**
 * The secret that seals cookies and derives idempotency keys.
 *
 * @throws {Error} when it is not set, which the boot guards report before the first request
 */
export function authSecret(): string {
  const { secret } = env().auth
  if (!secret) throw new Error('Set NEXTAUTH_SECRET to at least 32 random characters.')
  return secret
}
