import { env } from './env'

/**
 * The secret that seals cookies, derives idempotency keys and hashes personal data in bucket names.
 *
 * @throws {Error} when it is not set, which the boot guards report before the first request
 */
export function authSecret(): string {
  const { secret } = env().auth
  if (!secret) throw new Error('Set NEXTAUTH_SECRET to at least 32 random characters.')
  return secret
}
