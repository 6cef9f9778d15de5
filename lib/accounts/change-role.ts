import { Prisma } from '@/prisma/generated/client'
import type { Role } from '@/prisma/generated/enums'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'
import { isLastOwnerRefusal } from './last-owner'
import { lockedMember, type MemberRef, OLD_INVITATION_DELETED } from './locked-member'

type RoleChange = MemberRef & { role: Role; by: Actor; from: RequestSource }

export type RoleChanged =
  | { kind: 'changed' }
  /** They already have this role. */
  | { kind: 'unchanged' }
  | { kind: 'not-member' }
  | { kind: 'last-owner' }

/** Changes a member's role, and records it. Deletes a pending invitation, which could restore the role. */
export async function changeRole({ role, by, from, ...ref }: RoleChange): Promise<RoleChanged> {
  const statement = Prisma.sql`
    WITH ${lockedMember(ref)}, changed AS (
      UPDATE "Membership" AS place SET "role" = ${role}::"Role" FROM member
      WHERE place."billingAccountId" = member."billingAccountId" AND place."userId" = member."userId"
        AND member."role" <> ${role}::"Role"
      RETURNING place."userId"
    ), ${OLD_INVITATION_DELETED}, ${recording({
      action: 'member.role_changed',
      by,
      from,
      of: Prisma.sql`
        SELECT "billingAccountId", "userId", subject, ${role}::text FROM member
        WHERE EXISTS (SELECT FROM changed)`,
    })}
    SELECT EXISTS (SELECT FROM changed) AS changed, EXISTS (SELECT FROM member) AS known`
  try {
    const [row] = await db().$queryRaw<{ changed: boolean; known: boolean }[]>(statement)
    if (row?.changed) return { kind: 'changed' }
    return { kind: row?.known ? 'unchanged' : 'not-member' }
  } catch (error) {
    if (isLastOwnerRefusal(error)) return { kind: 'last-owner' }
    throw error
  }
}
