import type { Prisma } from '@/prisma/generated/client'
import { db, isUniqueViolation } from '../db'

export type CustomerLinked =
  | { kind: 'linked' }
  | { kind: 'no-account' }
  /** The account has another customer, which is not stale. */
  | { kind: 'other-customer'; stripeCustomerId: string }
  /** Another account has the customer: one customer pays for one account. */
  | { kind: 'customer-taken' }

/**
 * Attaches a Stripe customer to a billing account, in one statement. It replaces a stale link, and linking
 * the same customer again clears the stale mark. It never replaces a working link, because members would then
 * see someone else's invoices.
 */
export async function linkCustomer(accountId: string, stripeCustomerId: string): Promise<CustomerLinked> {
  const replaceable = [
    { stripeCustomerId: null },
    { stripeCustomerId },
    { customerStaleAt: { not: null } },
  ] satisfies Prisma.BillingAccountWhereInput[]
  try {
    const { count } = await db().billingAccount.updateMany({
      where: { id: accountId, OR: replaceable },
      data: { stripeCustomerId, customerStaleAt: null },
    })
    if (count > 0) return { kind: 'linked' }
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'customer-taken' }
    throw error
  }
  const account = await db().billingAccount.findUnique({
    where: { id: accountId },
    select: { stripeCustomerId: true },
  })
  if (!account?.stripeCustomerId) return { kind: 'no-account' }
  return { kind: 'other-customer', stripeCustomerId: account.stripeCustomerId }
}

/**
 * Detaches the Stripe customer from a billing account, whose portal then returns 404. The customer at Stripe
 * does not change. An account without a customer also counts as unlinked.
 */
export async function unlinkCustomer(
  accountId: string,
): Promise<{ kind: 'unlinked' } | { kind: 'no-account' }> {
  const { count } = await db().billingAccount.updateMany({
    where: { id: accountId },
    data: { stripeCustomerId: null, customerStaleAt: null },
  })
  return { kind: count > 0 ? 'unlinked' : 'no-account' }
}
