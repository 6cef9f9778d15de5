import { Prisma } from '@/prisma/generated/client'
import type { RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { lockedMember } from './locked-member'

type Transfer = {
  accountId: string
  /** The owner who steps back. */
  ownerId: string
  /** The member who becomes an owner. */
  userId: string
  from: RequestSource
}

/** `not-member`: the new owner is not a member, or is the same person. */
export type OwnershipTransferred = { kind: 'transferred' } | { kind: 'not-owner' } | { kind: 'not-member' }

/** Makes another member an owner and the current owner a billing member, and records it: both, or neither. */
export async function transferOwnership({
  accountId,
  ownerId,
  userId,
  from,
}: Transfer): Promise<OwnershipTransferred> {
  const [row] = await db().$queryRaw<{ passed: boolean; owner: boolean }[]>`
    WITH ${lockedMember({ accountId, userId })}, owner AS MATERIALIZED (
      SELECT place."userId" FROM account
      JOIN "Membership" AS place ON place."billingAccountId" = account."id"
      WHERE place."userId" = ${ownerId} AND place."role" = 'OWNER'
      FOR UPDATE OF place
    ), passed AS (
      UPDATE "Membership" AS place
      SET "role" = (CASE WHEN place."userId" = member."userId" THEN 'OWNER' ELSE 'BILLING' END)::"Role"
      FROM member JOIN owner ON owner."userId" <> member."userId"
      WHERE place."billingAccountId" = member."billingAccountId"
        AND place."userId" IN (member."userId", owner."userId")
      RETURNING place."userId"
    ), ${recording({
      action: 'member.ownership_passed',
      by: { kind: 'user', userId: ownerId },
      from,
      of: Prisma.sql`
        SELECT "billingAccountId", "userId", subject, 'OWNER' FROM member WHERE EXISTS (SELECT FROM passed)`,
    })}
    SELECT EXISTS (SELECT FROM passed) AS passed, EXISTS (SELECT FROM owner) AS owner`
  if (row?.passed) return { kind: 'transferred' }
  return { kind: row?.owner ? 'not-member' : 'not-owner' }
}
