import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { isLastOwnerRefusal } from './last-owner'
import { lockedMember, type MemberRef, OLD_INVITATION_DELETED } from './locked-member'

type Removal = MemberRef & { by: Actor; from: RequestSource }

export type MemberRemoved = { kind: 'removed' } | { kind: 'not-member' } | { kind: 'last-owner' }

/**
 * Removes a member from their next request on, and records it: as leaving if they remove themselves. The API
 * keys that they created stay, because keys belong to the account. A pending invitation for their address is
 * deleted, because it would bring them back.
 */
export async function removeMember({ by, from, ...ref }: Removal): Promise<MemberRemoved> {
  const isSelf = by.kind === 'user' && by.userId === ref.userId
  const statement = Prisma.sql`
    WITH ${lockedMember(ref)}, removed AS (
      DELETE FROM "Membership" AS place USING member
      WHERE place."billingAccountId" = member."billingAccountId" AND place."userId" = member."userId"
      RETURNING place."userId"
    ), ${OLD_INVITATION_DELETED}, ${recording({
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
