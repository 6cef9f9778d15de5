import type { PrismaClient } from '@/prisma/generated/client'

/** What a release concerns. */
export type Release = {
  /** Users with an address: the next sign-in for which the provider verifies it gets the user. */
  users: number
  /**
   * Users without one who sign in with an identity: no sign-in finds them again, and their next one is a new
   * user.
   */
  usersWithoutAddress: number
  identities: number
  sessions: number
  memberships: number
}

/**
 * Separates users from the identities with which they sign in at the provider, and signs them out. For a user
 * who was created anew at the provider, and for a change of the provider: a person is their `sub` there, and
 * a new one is not let in by the address alone.
 *
 * A released user keeps name, address, memberships and what they made. They have no identity, and
 * `emailVerified` is null; `authAdapter` gives such a user to the first sign-in that proves the address.
 *
 * @param database one that allows a statement more time than a request has
 * @param email whose user is released; null for all users
 * @param isDryRun counts only, and changes nothing
 */
export async function releaseIdentities(
  database: Pick<PrismaClient, '$queryRaw'>,
  { email, isDryRun }: { email: string | null; isDryRun: boolean },
): Promise<Release> {
  // The counts are those before the deletions: every part of a statement sees the same state.
  const [release] = await database.$queryRaw<Release[]>`
    WITH chosen AS (
      SELECT "id", "email" FROM "User" WHERE ${email}::text IS NULL OR "email" = ${email}
    ), released AS (
      UPDATE "User" SET "emailVerified" = NULL
      WHERE NOT ${isDryRun}::boolean AND "email" IS NOT NULL AND "id" IN (SELECT "id" FROM chosen)
    ), identities AS (
      DELETE FROM "Account" WHERE NOT ${isDryRun}::boolean AND "userId" IN (SELECT "id" FROM chosen)
    ), sessions AS (
      DELETE FROM "Session" WHERE NOT ${isDryRun}::boolean AND "userId" IN (SELECT "id" FROM chosen)
    )
    SELECT
      (SELECT count(*)::int FROM chosen WHERE "email" IS NOT NULL) AS "users",
      (SELECT count(*)::int FROM chosen WHERE "email" IS NULL
        AND EXISTS (SELECT FROM "Account" WHERE "userId" = chosen."id")) AS "usersWithoutAddress",
      (SELECT count(*)::int FROM "Account" JOIN chosen ON "userId" = chosen."id") AS "identities",
      (SELECT count(*)::int FROM "Session" JOIN chosen ON "userId" = chosen."id") AS "sessions",
      (SELECT count(*)::int FROM "Membership" JOIN chosen ON "userId" = chosen."id") AS "memberships"`
  if (!release) throw new Error('The release statement returned no row.')
  return release
}
