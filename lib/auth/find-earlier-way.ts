import { db } from '../db'

/**
 * Finds the way in which the user with this address signed in before. An address alone never gives a second
 * identity the user of a first one: providers differ in what a verified address is worth, and addresses
 * change hands.
 *
 * @param email proved by whoever signs in now, in lower case
 * @param now the identity that signs in: a provider's id, and who that provider says it is
 * @returns the provider's id, `email` for a user who has used links alone; null when nobody has the address,
 *   when its user has been released, and when the identity is known already
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
