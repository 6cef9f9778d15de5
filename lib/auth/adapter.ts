import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterAccount } from 'next-auth/adapters'
import { db } from '../db'
import { parseSessionToken } from './session-token'

/** NextAuth's storage: its Prisma adapter, different where its way would cost more than it gives. */
export function authAdapter(): Adapter {
  const { getSessionAndUser, ...adapter } = PrismaAdapter(db())
  return {
    ...adapter,

    // Who somebody is, and not their tokens: the app never calls the provider again, and tokens that are not stored
    // cannot leak. It also keeps out what providers add to their token answers, which the table has no columns for.
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await db().account.create({ data: { userId, type, provider, providerAccountId } })
    },

    // A cookie that PostgreSQL cannot even compare (a NUL in it) is no session, rather than a failure.
    async getSessionAndUser(sessionToken) {
      return parseSessionToken(sessionToken) && getSessionAndUser ? getSessionAndUser(sessionToken) : null
    },

    // Signing out in two tabs is no failure: the session may be gone already.
    async deleteSession(sessionToken) {
      if (parseSessionToken(sessionToken)) await db().session.deleteMany({ where: { sessionToken } })
    },
  }
}

/**
 * The adapter while somebody comes back from the provider. A sign-in begins a new session and ends the one that the
 * browser had, whoever's it was.
 *
 * NextAuth would keep that session and tie the new identity to its user: on a shared browser, the second person would
 * for ever be signed in as the first, with the first one's accounts.
 */
export function signInAdapter(): Adapter {
  const adapter = authAdapter()
  return {
    ...adapter,
    async getSessionAndUser(sessionToken) {
      await adapter.deleteSession?.(sessionToken)
      return null
    },
  }
}
