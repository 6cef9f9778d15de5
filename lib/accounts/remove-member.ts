import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { lockedMember, type MemberRef } from './locked-member'

type Removal = MemberRef & { by: Actor; from: RequestSource }

export type MemberRemoved = { kind: 'removed' } | { kind: 'not-member' } | { kind: 'last-owner' }

/**
 * Takes somebody off an account from their next request on, in one statement that also records it. Who
 * removes themselves leaves. API keys that they made stay, because keys belong to the account. An invitation
 * that still waits for their address goes, because it would bring them back.
 */
export async function removeMember({ by, from, ...ref }: Removal): Promise<MemberRemoved> {
  const isSelf = by.kind === 'user' && by.userId === ref.userId
  const statement = Prisma.sql`
    WITH ${lockedMember(ref)}, removed AS (
      DELETE FROM "Membership" AS place USING member
      WHERE place."billingAccountId" = member."billingAccountId" AND place."userId" = member."userId"
      RETURNING place."userId"
    ), settled AS (
      DELETE FROM "Invitation" AS invitation USING member
      WHERE invitation."billingAccountId" = member."billingAccountId" AND invitation."email" = member."email"
    ), ${recording({
      action: isSelf ? 'member.left' : 'member.removed',
      by,
      from,
      of: Prisma.sql`
        SELECT "billingAccountId", "userId", subject, "role"::text FROM member
        WHERE EXISTS (SELECT FROM removed)`,
    })}
    SELECT "userId" FROM removed`
  try {
    const removed = await db().$queryRaw<{ userId: string }[]>(statement)
    return { kind: removed.length > 0 ? 'removed' : 'not-member' }
  } catch (error) {
    if (isLastOwnerRefusal(error)) return { kind: 'last-owner' }
    throw error
  }
}

/**
 * Whether PostgreSQL refused a statement because an account would have lost its last owner: see the trigger
 * Membership_last_owner in the migrations, which names itself in its message.
 */
export function isLastOwnerRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Membership_last_owner')
}
