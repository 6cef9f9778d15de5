import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterAccount, AdapterUser, VerificationToken } from 'next-auth/adapters'
import { db } from '../db'
import { expiringRows } from './expiring-rows'
import { parseSessionToken } from './session-token'

/** NextAuth's storage: its Prisma adapter, different where its way would cost more than it gives. */
export function authAdapter(): Adapter {
  const { getSessionAndUser, getUserByEmail, createUser, getUser, ...adapter }: Adapter = PrismaAdapter(db())
  if (!getSessionAndUser || !getUserByEmail || !createUser || !getUser)
    throw new Error('The Prisma adapter lacks a method that it is documented to have.')
  return {
    ...adapter,
    ...expiringRows,
    getUser,

    // NextAuth refuses a new identity whose address a user holds. A user whom an operator has released is not
    // held by anybody: NextAuth goes on to create one, and gets this one.
    async getUserByEmail(email) {
      const user = await getUserByEmail(email)
      return user && (await isReleased(user)) ? null : user
    },

    // The address, where there is one, is verified: see toUser.
    async createUser(user: Omit<AdapterUser, 'id'>) {
      const id = user.email ? await claimReleasedUser(user.email) : null
      const released = id && (await getUser(id))
      return released || createUser({ ...user, emailVerified: user.email ? new Date() : null })
    },

    // NextAuth calls this only when a link signs in a user whom it has found by address. That the user has no
    // other identity was checked before, in another statement; this one makes sure.
    async updateUser({ id }) {
      const { count } = await db().user.updateMany({
        where: { id, accounts: { none: {} } },
        data: { emailVerified: new Date() },
      })
      const user = count === 1 ? await getUser(id) : null
      if (!user) throw new Error('The address belongs to a user who signs in another way.')
      return user
    },

    // By its hash alone, so that a link need not say whose it is. Deleting it is what uses it up: of two
    // presses at once only one gets the row.
    async useVerificationToken({ token }) {
      const [used] = await db().$queryRaw<VerificationToken[]>`
        DELETE FROM "VerificationToken" WHERE "token" = ${token} RETURNING "identifier", "token", "expires"`
      return used ?? null
    },

    // Who somebody is, and not their tokens: the app never calls the provider again, and tokens that are not
    // stored cannot leak. It also keeps out what providers add to their token answers, which the table has no
    // columns for.
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await db().account.create({ data: { userId, type, provider, providerAccountId } })
    },

    // A cookie that PostgreSQL cannot even compare (a NUL in it) is no session, rather than a failure.
    async getSessionAndUser(sessionToken) {
      return parseSessionToken(sessionToken) ? getSessionAndUser(sessionToken) : null
    },

    // Signing out in two tabs is no failure: the session may be gone already.
    async deleteSession(sessionToken) {
      if (parseSessionToken(sessionToken)) await db().session.deleteMany({ where: { sessionToken } })
    },
  }
}

/** Whether an operator has released a user, and nobody has claimed it since. */
async function isReleased({ id, emailVerified }: AdapterUser): Promise<boolean> {
  return emailVerified === null && (await db().account.count({ where: { userId: id } })) === 0
}

/**
 * Gives the user with this address to somebody who has just proved it, if an operator has released that user
 * (see releaseIdentities). One statement under the row's lock, so that of two identities with one address
 * only one gets the user.
 *
 * @param email verified by the sign-in provider, in lower case
 * @returns the user's id; null when there is no released user with this address
 */
async function claimReleasedUser(email: string): Promise<string | null> {
  const [claimed] = await db().$queryRaw<{ id: string }[]>`
    UPDATE "User" SET "emailVerified" = now()
    WHERE "email" = ${email} AND "emailVerified" IS NULL
      AND NOT EXISTS (SELECT FROM "Account" WHERE "userId" = "User"."id")
    RETURNING "id"`
  return claimed?.id ?? null
}

/**
 * The adapter while somebody comes back from the provider. A sign-in begins a new session and ends the one
 * that the browser had, whoever's it was.
 *
 * NextAuth would keep that session and tie the new identity to its user: on a shared browser, the second
 * person would for ever be signed in as the first, with the first one's accounts.
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
