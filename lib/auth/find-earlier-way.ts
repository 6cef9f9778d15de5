import { db } from '../db'

/**
 * Finds how the user with this address signed in before. A second identity never gets an existing user only
 * because it has the same address: some providers verify addresses less strictly, and addresses change hands.
 *
 * @param email verified by the current sign-in, in lower case
 * @param now the identity that is signing in
 * @returns the provider's id, or `email` for a user who has only used links; null when no user has the
 *   address, when the user has been released, and when the identity is already stored
 */
export async function findEarlierWay(
  email: string,
  now: { provider: string; providerAccountId: string },
): Promise<string | null> {
  const [earlier] = await db().$queryRaw<{ way: string }[]>`
    SELECT COALESCE(identity."provider", 'email') AS "way"
    FROM "User" LEFT JOIN "Account" AS identity ON identity."userId" = "User"."id"
    WHERE "User"."email" = ${email} AND (identity."id" IS NOT NULL OR "User"."emailVerified" IS NOT NULL)
      AND NOT EXISTS (
        SELECT FROM "Account" AS known
        WHERE known."provider" = ${now.provider} AND known."providerAccountId" = ${now.providerAccountId}
      )
    ORDER BY identity."provider" = ${now.provider} DESC, identity."id" LIMIT 1`
  return earlier?.way ?? null
}
