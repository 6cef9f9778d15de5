import type { PrismaClient } from '@/prisma/generated/client'

/** What a release affects. */
export type Release = {
  /** Users with an address: the next sign-in with that verified address gets the user. */
  users: number
  /**
   * Users with an identity but no address: no sign-in finds them again, and their next one creates a new
   * user.
   */
  usersWithoutAddress: number
  identities: number
  sessions: number
  memberships: number
}

/**
 * Removes users' identities at the provider, and signs them out. Use it when a user was recreated
 * at the provider, or when the provider changes: users are identified by their `sub` there, and a new `sub`
 * does not get in by address alone.
 *
 * A released user keeps name, address, memberships and created keys, but has no identity, and `emailVerified`
 * is null. `authAdapter` gives such a user to the first sign-in that verifies the address.
 *
 * @param database a client whose statement timeout is longer than that of a request
 * @param email the user to release; null for all users
 * @param isDryRun only counts
 */
export async function releaseIdentities(
  database: Pick<PrismaClient, '$queryRaw'>,
  { email, isDryRun }: { email: string | null; isDryRun: boolean },
): Promise<Release> {
  // Counts are from before the deletions: every part of a statement sees the same snapshot.
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
