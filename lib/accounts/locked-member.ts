import { Prisma } from '@/prisma/generated/client'

export type MemberRef = { accountId: string; userId: string }

/**
 * The start of a statement that changes a member: it locks the account and the member until the statement
 * ends. It adds the CTEs `account` and `member`. `member` is empty when the user is not a member.
 *
 * Every statement about an account's members locks the account first, so two of them cannot deadlock.
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

/**
 * A CTE that deletes a pending invitation for the locked member's address. The next sign-in would accept it,
 * and undo the change.
 */
export const OLD_INVITATION_DELETED = Prisma.sql`
  settled AS (
    DELETE FROM "Invitation" AS invitation USING member
    WHERE invitation."billingAccountId" = member."billingAccountId" AND invitation."email" = member."email"
  )`
