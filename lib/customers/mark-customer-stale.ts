import { db } from '../db'
import { log } from '../log'

/**
 * Records that Stripe does not know an account's customer. The link stays, because only an operator can tell
 * whether the customer was deleted or the key is for the other mode. A link that has changed since is left
 * alone. The next portal that opens clears the mark.
 *
 * It never throws: the response is the same either way, and the next request tries again.
 */
export async function markCustomerStale(accountId: string, stripeCustomerId: string): Promise<void> {
  try {
    const { count } = await db().billingAccount.updateMany({
      where: { id: accountId, stripeCustomerId, customerStaleAt: null },
      data: { customerStaleAt: new Date() },
    })
    if (count === 0) return
    log.warn('customer.stale', {
      account: accountId,
      todo:
        'Check that STRIPE_SECRET_KEY is for the right Stripe account and mode. If it is, look the ' +
        'customer up in Stripe, then run `npm run admin -- account link` or `account unlink`.',
    })
  } catch (error) {
    log.error('customer.stale-not-marked', { account: accountId, reason: String(error) })
  }
}

/**
 * Clears the mark once Stripe knows the customer again, for example after a deployment with the wrong key. A
 * link that has changed since is left alone.
 *
 * It never throws: the response does not depend on it, and the next request tries again.
 */
export async function clearStaleMark(accountId: string, stripeCustomerId: string): Promise<void> {
  try {
    const { count } = await db().billingAccount.updateMany({
      where: { id: accountId, stripeCustomerId, customerStaleAt: { not: null } },
      data: { customerStaleAt: null },
    })
    if (count > 0) log.info('customer.no-longer-stale', { account: accountId })
  } catch (error) {
    log.error('customer.stale-mark-not-cleared', { account: accountId, reason: String(error) })
  }
}
