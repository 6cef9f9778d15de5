import { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import { type JoinedOrInvited, joinOrInvite, type Newcomer } from './join-or-invite'

type NewMember = Newcomer & { accountId: string }

export type MemberAdded = { kind: 'joined' } | { kind: 'invited' } | { kind: 'no-account' }

/** Adds a member to a billing account, or changes an existing member's role, in one statement. */
export async function addMember({ accountId, ...newcomer }: NewMember): Promise<MemberAdded> {
  const account = Prisma.sql`SELECT "id" FROM "BillingAccount" WHERE "id" = ${accountId}`
  const [row] = await db().$queryRaw<JoinedOrInvited[]>(joinOrInvite(account, newcomer))
  return { kind: row?.status ?? 'no-account' }
}
