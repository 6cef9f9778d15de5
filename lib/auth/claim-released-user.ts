import { db } from '../db'

/**
 * Gives the user with this address to somebody who has just proved it, if an operator has released that user
 * (see releaseIdentities). One statement under the row's lock, so that of two identities with one address only one
 * gets the user.
 *
 * @param email verified by the sign-in provider, in lower case
 * @returns the user's id; null when there is no released user with this address
 */
export async function claimReleasedUser(email: string): Promise<string | null> {
  const [claimed] = await db().$queryRaw<{ id: string }[]>`
    UPDATE "User" SET "emailVerified" = now()
    WHERE "email" = ${email} AND "emailVerified" IS NULL
      AND NOT EXISTS (SELECT FROM "Account" WHERE "userId" = "User"."id")
    RETURNING "id"`
  return claimed?.id ?? null
}
