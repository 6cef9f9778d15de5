import { createHash } from 'node:crypto'
import { authSecret } from '../auth-secret'
import { db } from '../db'

/** NextAuth generates 32 random bytes (next-auth 4, core/lib/email/signin). */
const TOKEN = /^[0-9a-f]{64}$/

/**
 * Finds the address that a sign-in link is for, without using the link up.
 *
 * @returns null when the link has expired, was used, or never existed
 */
export async function findMailLink(token: unknown): Promise<string | null> {
  if (typeof token !== 'string' || !TOKEN.test(token)) return null
  // As NextAuth hashes it (next-auth 4, core/lib/utils, hashToken).
  const hash = createHash('sha256').update(`${token}${authSecret()}`).digest('hex')
  const link = await db().verificationToken.findFirst({
    where: { token: hash, expires: { gt: new Date() } },
    select: { identifier: true },
  })
  return link?.identifier ?? null
}
