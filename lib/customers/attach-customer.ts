import type { Prisma } from '@/prisma/generated/client'
import { db, isUniqueViolation } from '../db'
import { log } from '../log'

export type CustomerAttached =
  | { kind: 'attached' }
  /** It was this account's customer already, and not stale. */
  | { kind: 'unchanged' }
  | { kind: 'no-account' }
  /** The account has another customer. Whether that one still lives is not known here. */
  | { kind: 'occupied'; occupantId: string }
  /** The customer is another account's: one customer pays for one account. */
  | { kind: 'taken'; holderId: string }
  /** Somebody changed the account between two statements. */
  | { kind: 'contended' }

/**
 * Attaches a Stripe customer to a billing account that has none, or says why not. Nothing is ever replaced:
 * the condition is part of the write and the unique index decides between accounts, so it holds under any
 * concurrency. (An operator's `linkCustomer` may do more.) A customer that was attached and marked stale is
 * no longer stale.
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
 * Takes a Stripe customer that is deleted at Stripe off whichever billing account has it.
 *
 * @returns the account's id, null when no account had the customer
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
