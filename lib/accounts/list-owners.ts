import { db } from '../db'

/** Somebody to ask: an owner of an account. */
export type ListedOwner = { accountId: string; name: string | null; email: string | null }

/** The owners of accounts, the oldest first within each account. One statement, whatever their number. */
export async function listOwners(accountIds: readonly string[]): Promise<ListedOwner[]> {
  if (accountIds.length === 0) return []
  const places = await db().membership.findMany({
    where: { billingAccountId: { in: [...accountIds] }, role: 'OWNER' },
    select: { billingAccountId: true, user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    relationLoadStrategy: 'join',
  })
  return places.map(({ billingAccountId, user }) => ({ accountId: billingAccountId, ...user }))
}
