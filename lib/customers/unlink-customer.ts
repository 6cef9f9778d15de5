import { db } from '../db'

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
