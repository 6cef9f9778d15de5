import { Prisma } from '@/prisma/generated/client'
import type { Actor, RequestSource } from '../audit/event'
import { recording } from '../audit/recording'
import { db } from '../db'

type Withdrawal = { accountId: string; id: string; by: Actor; from: RequestSource }

/** `not-found`: it was already accepted or withdrawn, or belongs to another account. */
export type InvitationWithdrawn = { kind: 'withdrawn' } | { kind: 'not-found' }

/** Withdraws an invitation, and records it in the same statement. */
export async function withdrawInvitation(withdrawal: Withdrawal): Promise<InvitationWithdrawn> {
  const { accountId, id, by, from } = withdrawal
  const withdrawn = await db().$queryRaw<{ id: string }[]>`
    WITH withdrawn AS (
      DELETE FROM "Invitation" WHERE "id" = ${id} AND "billingAccountId" = ${accountId}
      RETURNING "billingAccountId", "id", "email", "role"
    ), ${recording({
      action: 'member.invitation_withdrawn',
      by,
      from,
      of: Prisma.sql`SELECT "billingAccountId", "id", "email", "role"::text FROM withdrawn`,
    })}
    SELECT "id" FROM withdrawn`
  return { kind: withdrawn.length > 0 ? 'withdrawn' : 'not-found' }
}
