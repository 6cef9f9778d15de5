import type { Prisma } from '@/prisma/generated/client'
import { db, isUniqueViolation } from '../db'

export type CustomerLinked =
  | { kind: 'linked' }
  | { kind: 'no-account' }
  /** The account pays through another customer, which Stripe still knows as far as we do. */
  | { kind: 'other-customer'; stripeCustomerId: string }
  /** One customer pays for one account, and another one has it. */
  | { kind: 'customer-taken' }

/**
 * Attaches a Stripe customer to a billing account, in one statement. A link that Stripe called stale is
 * replaced, and the same link again is no longer stale. A working link is never moved, since whoever holds
 * the account would then see somebody else's invoices.
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
 * Takes the Stripe customer off a billing account, whose portal then answers that there is none. The customer
 * itself is left alone at Stripe. An account without a customer is fine.
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
