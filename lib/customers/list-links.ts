import { db } from '../db'

/** An account with a Stripe customer. */
export type CustomerLink = { accountId: string; customerId: string; isStale: boolean }

const LINK = { id: true, stripeCustomerId: true, customerStaleAt: true } as const

/** Lists the links in the order of their customers, from the one after `after`. */
export async function listLinks(after: string, limit: number): Promise<CustomerLink[]> {
  const accounts = await db().billingAccount.findMany({
    where: { stripeCustomerId: { gt: after } },
    orderBy: { stripeCustomerId: 'asc' },
    take: limit,
    select: LINK,
  })
  return accounts.map(({ id, stripeCustomerId, customerStaleAt }) => ({
    accountId: id,
    customerId: stripeCustomerId ?? '',
    isStale: customerStaleAt !== null,
  }))
}

/** An account, and its customer if any. */
export type ClaimedAccount = { id: string; stripeCustomerId: string | null }

/** Finds the accounts with one of these ids, and those that have one of these customers. */
export async function findClaimedAccounts(
  accountIds: readonly string[],
  customerIds: readonly string[],
): Promise<ClaimedAccount[]> {
  return db().billingAccount.findMany({
    where: { OR: [{ id: { in: [...accountIds] } }, { stripeCustomerId: { in: [...customerIds] } }] },
    select: { id: true, stripeCustomerId: true },
  })
}
