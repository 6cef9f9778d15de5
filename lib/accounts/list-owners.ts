import { db } from '../db'

/** An owner of an account, for people who need to ask one. */
export type ListedOwner = { accountId: string; name: string | null; email: string | null }

/** Lists the owners of accounts in one statement, oldest first within each account. */
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
