import { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'

export type Newcomer = {
  /** Lower case. */
  email: string
  role: Role
}

/** How the statement below answers; no row where the account is not there. */
export type JoinedOrInvited = { id: string; status: 'joined' | 'invited' }

/**
 * The part of a statement that puts somebody on a billing account. Whoever has proved the address is a member
 * at once (`joined`); for anybody else an invitation waits until the sign-in that proves it (`invited`). Who
 * is there already gets the role.
 *
 * Somebody who proves the address in this very moment is invited, and joins with their next sign-in.
 *
 * @param account yields the account's `id`, or no row
 */
export function joinOrInvite(account: Prisma.Sql, { email, role }: Newcomer): Prisma.Sql {
  // What is left of an invitation would set its role again at the next sign-in, so joining deletes it.
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
