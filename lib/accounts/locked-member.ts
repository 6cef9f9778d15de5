import { Prisma } from '@/prisma/generated/client'

export type MemberRef = { accountId: string; userId: string }

/**
 * The part of a statement that finds a member as they are now, and keeps them so until the statement's end.
 * It makes the CTEs `account` and `member`; where there is no such member, `member` has no row.
 *
 * The account comes first, as in every statement about its members, so that no two wait for each other.
 */
export function lockedMember({ accountId, userId }: MemberRef): Prisma.Sql {
  return Prisma.sql`
    account AS MATERIALIZED (
      SELECT "id" FROM "BillingAccount" WHERE "id" = ${accountId} FOR NO KEY UPDATE
    ), member AS MATERIALIZED (
      SELECT place."billingAccountId", place."userId", place."role", "User"."email",
        coalesce("User"."email", "User"."name") AS subject
      FROM account
      JOIN "Membership" AS place ON place."billingAccountId" = account."id"
      JOIN "User" ON "User"."id" = place."userId"
      WHERE place."userId" = ${userId}
      FOR UPDATE OF place
    )`
}
