import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterAccount, AdapterUser, VerificationToken } from 'next-auth/adapters'
import { db } from '../db'
import { expiringRows } from './expiring-rows'
import { parseSessionToken } from './session-token'

/** NextAuth's storage: its Prisma adapter with some methods replaced. */
export function authAdapter(): Adapter {
  const { getSessionAndUser, getUserByEmail, createUser, getUser, ...adapter }: Adapter = PrismaAdapter(db())
  if (!getSessionAndUser || !getUserByEmail || !createUser || !getUser)
    throw new Error('The Prisma adapter lacks a method that it is documented to have.')
  return {
    ...adapter,
    ...expiringRows,
    getUser,

    // NextAuth refuses a new identity with an existing user's address. A released user is hidden here, so
    // NextAuth calls createUser, which returns that user.
    async getUserByEmail(email) {
      const user = await getUserByEmail(email)
      return user && (await isReleased(user)) ? null : user
    },

    // An address here is always verified: see toUser.
    async createUser(user: Omit<AdapterUser, 'id'>) {
      const id = user.email ? await claimReleasedUser(user.email) : null
      const released = id && (await getUser(id))
      return released || createUser({ ...user, emailVerified: user.email ? new Date() : null })
    },

    // NextAuth calls this only for a sign-in link of an existing user. An earlier statement has checked that
    // the user has no other identity. This one checks again, because one may have been added since.
    async updateUser({ id }) {
      const { count } = await db().user.updateMany({
        where: { id, accounts: { none: {} } },
        data: { emailVerified: new Date() },
      })
      const user = count === 1 ? await getUser(id) : null
      if (!user) throw new Error('The address belongs to a user who signs in another way.')
      return user
    },

    // Finds the token by its hash alone, so a link does not contain the address. Deleting the row uses the
    // link up: of two concurrent clicks only one gets the row.
    async useVerificationToken({ token }) {
      const [used] = await db().$queryRaw<VerificationToken[]>`
        DELETE FROM "VerificationToken" WHERE "token" = ${token} RETURNING "identifier", "token", "expires"`
      return used ?? null
    },

    // Stores the identity without its tokens: the app never calls the provider again, and tokens that are not
    // stored cannot leak. It also drops extra fields of token responses, for which the table has no columns.
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await db().account.create({ data: { userId, type, provider, providerAccountId } })
    },

    // A cookie that PostgreSQL cannot compare, because it has a NUL, is not a failure but no session.
    async getSessionAndUser(sessionToken) {
      return parseSessionToken(sessionToken) ? getSessionAndUser(sessionToken) : null
    },

    // Signing out in two tabs is not a failure: the session may already be gone.
    async deleteSession(sessionToken) {
      if (parseSessionToken(sessionToken)) await db().session.deleteMany({ where: { sessionToken } })
    },
  }
}

/** Whether an operator has released this user, and no sign-in has claimed it since. */
async function isReleased({ id, emailVerified }: AdapterUser): Promise<boolean> {
  return emailVerified === null && (await db().account.count({ where: { userId: id } })) === 0
}

/**
 * Claims the user with this address, if an operator has released it (see releaseIdentities). One statement
 * under the row's lock, so only one of two identities with the address gets the user.
 *
 * @param email verified by the sign-in provider, in lower case
 * @returns the user's id; null when no released user has this address
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
 * The adapter for the provider's callback. A sign-in ends the browser's previous session and begins a new
 * one.
 *
 * NextAuth would keep the old session and link the new identity to its user. On a shared browser, the second
 * person would then be signed in as the first, with the first one's accounts.
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

/**
 * An adapter for all session tokens of a request. NextAuth handles one token, but a browser may send several
 * (see `cookieValues`). Signing out ends all their sessions, and a stale token hides no valid one.
 */
export function adapterForTokens(adapter: Adapter, tokens: readonly string[]): Adapter {
  const { getSessionAndUser, deleteSession } = adapter
  return {
    ...adapter,
    ...(getSessionAndUser && {
      async getSessionAndUser() {
        const found = await Promise.all(tokens.map((token) => getSessionAndUser(token)))
        const [first, ...others] = found.filter((one) => one !== null && one.session.expires > new Date())
        if (!first || others.some((other) => other?.user.id !== first.user.id)) return null
        return first
      },
    }),
    ...(deleteSession && {
      async deleteSession() {
        await Promise.all(tokens.map((token) => deleteSession(token)))
      },
    }),
  }
}
