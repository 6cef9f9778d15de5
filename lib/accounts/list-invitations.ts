import type { Role } from '@/prisma/generated/enums'
import { db } from '../db'
import { MAX_LISTED } from './list-members'

export type ListedInvitation = { id: string; email: string; role: Role; createdAt: Date }

/** Lists an account's pending invitations, newest first, and {@link MAX_LISTED} at most. */
export async function listInvitations(accountId: string): Promise<ListedInvitation[]> {
  return db().invitation.findMany({
    where: { billingAccountId: accountId },
    select: { id: true, email: true, role: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { email: 'asc' }],
    take: MAX_LISTED,
  })
}

/** Finds an invitation to one of these accounts. Null when there is none; another account's looks absent. */
export async function findInvitation(id: string, accountIds: readonly string[]) {
  return db().invitation.findFirst({
    where: { id, billingAccountId: { in: [...accountIds] } },
    select: { id: true, billingAccountId: true, email: true, role: true },
  })
}
