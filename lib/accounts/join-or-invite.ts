import { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'

export type Newcomer = {
  /** Lower case. */
  email: string
  role: Role
}

/** The row that the statement returns; none when there is no such account. */
export type JoinedOrInvited = { id: string; status: 'joined' | 'invited' }

/**
 * A SQL statement that adds a person to a billing account. A user with this verified address becomes a member
 * at once (`joined`). For anyone else an invitation waits for the sign-in that verifies the address
 * (`invited`). An existing member gets the role.
 *
 * A user who verifies the address concurrently is invited, and joins at their next sign-in.
 *
 * @param account a query that returns the account's `id`, or no row
 */
export function joinOrInvite(account: Prisma.Sql, { email, role }: Newcomer): Prisma.Sql {
  // A leftover invitation would set its role again at the next sign-in, so joining deletes it.
  return Prisma.sql`
    WITH account AS (${account}),
    person AS (SELECT "id" FROM "User" WHERE "email" = ${email}),
    joined AS (
      INSERT INTO "Membership" ("userId", "billingAccountId", "role")
      SELECT person."id", account."id", ${role}::"Role" FROM account, person
      ON CONFLICT ("userId", "billingAccountId") DO UPDATE SET "role" = EXCLUDED."role"
    ), settled AS (
      DELETE FROM "Invitation" USING account, person
      WHERE "billingAccountId" = account."id" AND "Invitation"."email" = ${email}
    ), invited AS (
      INSERT INTO "Invitation" ("billingAccountId", "email", "role")
      SELECT account."id", ${email}, ${role}::"Role" FROM account WHERE NOT EXISTS (SELECT FROM person)
      ON CONFLICT ("billingAccountId", "email") DO UPDATE SET "role" = EXCLUDED."role"
    )
    SELECT account."id", CASE WHEN EXISTS (SELECT FROM person) THEN 'joined' ELSE 'invited' END AS status
    FROM account`
}
