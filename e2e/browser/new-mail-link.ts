import { createHash, randomBytes } from 'node:crypto'
import { authSecret } from '@/lib/auth-secret'
import { db } from '@/lib/db'

/** Makes a sign-in link to an address as NextAuth does, and sends nothing. Returns its path. */
export async function newMailLink(identifier: string): Promise<string> {
  const token = randomBytes(32).toString('hex')
  const hash = createHash('sha256').update(`${token}${authSecret()}`).digest('hex')
  const expires = new Date(Date.now() + 15 * 60_000)
  await db().verificationToken.create({ data: { identifier, token: hash, expires } })
  return `/sign-in/email?${new URLSearchParams({ token, callbackUrl: '/billing' })}`
}
