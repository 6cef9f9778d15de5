import type { Prisma } from '@/prisma/generated/client'
import { db, isUniqueViolation } from '../db'
import { log } from '../log'

export type CustomerAttached =
  | { kind: 'attached' }
  /** It already is this account's customer, and not stale. */
  | { kind: 'unchanged' }
  | { kind: 'no-account' }
  /** The account has another customer, which may be deleted at Stripe. */
  | { kind: 'occupied'; occupantId: string }
  /** Another account has the customer: one customer pays for one account. */
  | { kind: 'taken'; holderId: string }
  /** The account changed between two statements. */
  | { kind: 'contended' }

/**
 * Attaches a Stripe customer to a billing account that has none, or says why not. It never replaces a
 * customer: the condition is part of the write, and the unique index decides between accounts, so this holds
 * under concurrency. (An operator's `linkCustomer` may replace one.) Attaching the same customer clears its
 * stale mark.
 */
export async function attachCustomer(accountId: string, customerId: string): Promise<CustomerAttached> {
  const vacant = [
    { stripeCustomerId: null },
    { stripeCustomerId: customerId, customerStaleAt: { not: null } },
  ] satisfies Prisma.BillingAccountWhereInput[]
  try {
    const { count } = await db().billingAccount.updateMany({
      where: { id: accountId, OR: vacant },
      data: { stripeCustomerId: customerId, customerStaleAt: null },
    })
    if (count === 0) return whyNotVacant(accountId, customerId)
    log.info('customer.attached', { account: accountId })
    return { kind: 'attached' }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const holder = await db().billingAccount.findUnique({
      where: { stripeCustomerId: customerId },
      select: { id: true },
    })
    return holder ? { kind: 'taken', holderId: holder.id } : { kind: 'contended' }
  }
}

async function whyNotVacant(accountId: string, customerId: string): Promise<CustomerAttached> {
  const account = await db().billingAccount.findUnique({
    where: { id: accountId },
    select: { stripeCustomerId: true },
  })
  if (!account) return { kind: 'no-account' }
  if (account.stripeCustomerId === null) return { kind: 'contended' }
  if (account.stripeCustomerId === customerId) return { kind: 'unchanged' }
  return { kind: 'occupied', occupantId: account.stripeCustomerId }
}

/**
 * Detaches a customer that is deleted at Stripe from its billing account.
 *
 * @returns the account's id; null when no account has the customer
 */
export async function detachCustomer(customerId: string): Promise<string | null> {
  const [account] = await db().billingAccount.updateManyAndReturn({
    where: { stripeCustomerId: customerId },
    data: { stripeCustomerId: null, customerStaleAt: null },
    select: { id: true },
  })
  if (!account) return null
  log.info('customer.detached', { account: account.id })
  return account.id
}
