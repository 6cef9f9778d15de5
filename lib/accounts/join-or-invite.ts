import { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'

export type Newcomer = {
  /** Lower case. */
  email: string
  role: Role
  by: Actor
  from: RequestSource
}

/** The row that the statement returns. It returns no row when there is no such account. */
export type JoinedOrInvited = { id: string; status: 'joined' | 'invited' | 'already-member' }

/**
 * A SQL statement that adds a person to a billing account, and records it. A user with this verified address
 * becomes a member immediately (`joined`). Anyone else is invited, and joins at the sign-in that verifies the
 * address (`invited`, see `acceptVerifiedAddress`). A pending invitation gets the new role. An existing
 * member keeps their role (`already-member`).
 *
 * A user who verifies the address concurrently is invited, and joins at their next sign-in.
 *
 * @param account a query that returns the account's `id`, or no row
 */
export function joinOrInvite(account: Prisma.Sql, { email, role, by, from }: Newcomer): Prisma.Sql {
  // A leftover invitation could raise the role again at the next sign-in, so joining deletes it.
  return Prisma.sql`
    WITH account AS MATERIALIZED (${account}),
    person AS (SELECT "id" FROM "User" WHERE "email" = ${email}),
    joined AS (
      INSERT INTO "Membership" ("userId", "billingAccountId", "role")
      SELECT person."id", account."id", ${role}::"Role" FROM account, person
      ON CONFLICT ("userId", "billingAccountId") DO NOTHING
      RETURNING "billingAccountId", "userId"
    ), settled AS (
      DELETE FROM "Invitation" USING joined
      WHERE "Invitation"."billingAccountId" = joined."billingAccountId" AND "Invitation"."email" = ${email}
    ), invited AS (
      INSERT INTO "Invitation" AS waiting ("billingAccountId", "email", "role")
      SELECT account."id", ${email}, ${role}::"Role" FROM account WHERE NOT EXISTS (SELECT FROM person)
      ON CONFLICT ("billingAccountId", "email") DO UPDATE SET "role" = EXCLUDED."role"
        WHERE waiting."role" <> EXCLUDED."role"
      RETURNING "billingAccountId", "id"
    ), ${recording({
      by,
      from,
      of: Prisma.sql`
        SELECT "billingAccountId", "userId", ${email}::text, ${role}::text, 'member.added' FROM joined
        UNION ALL
        SELECT "billingAccountId", "id", ${email}::text, ${role}::text, 'member.invited' FROM invited`,
    })}
    SELECT account."id", CASE
      WHEN EXISTS (SELECT FROM joined) THEN 'joined'
      WHEN EXISTS (SELECT FROM person) THEN 'already-member'
      ELSE 'invited'
    END AS status
    FROM account`
}
