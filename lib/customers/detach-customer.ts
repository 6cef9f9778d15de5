import { db } from '../db'
import { log } from '../log'

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
