import { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import { type JoinedOrInvited, joinOrInvite, type Newcomer } from './join-or-invite'

type NewMember = Newcomer & { accountId: string }

export type MemberAdded =
  | { kind: 'joined' }
  | { kind: 'invited' }
  /** Nothing changed, not even the role. */
  | { kind: 'already-member' }
  | { kind: 'no-account' }

/** Adds a member to a billing account, and records it in the same statement. */
export async function addMember({ accountId, ...newcomer }: NewMember): Promise<MemberAdded> {
  const account = Prisma.sql`SELECT "id" FROM "BillingAccount" WHERE "id" = ${accountId}`
  const [row] = await db().$queryRaw<JoinedOrInvited[]>(joinOrInvite(account, newcomer))
  return { kind: row?.status ?? 'no-account' }
}
