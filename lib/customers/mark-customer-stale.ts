import { db } from '../db'
import { log } from '../log'

/**
 * Remembers that Stripe does not know an account's customer. The link itself stays, because only an operator
 * can say whether the customer was deleted or the key is of the other mode. A link that was changed meanwhile
 * is left alone, and a portal that opens takes the mark away again.
 *
 * It never throws: the caller's answer is the same whether or not this could be written down, and the next
 * request tries again.
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
        'See that STRIPE_SECRET_KEY is of the right Stripe account and mode. If it is, look the ' +
        'customer up in Stripe, then run `npm run admin -- account link` or `account unlink`.',
    })
  } catch (error) {
    log.error('customer.stale-not-marked', { account: accountId, reason: String(error) })
  }
}

/**
 * Takes the mark off an account's customer once Stripe knows it again, as after a deployment with the wrong
 * key. A link that was changed meanwhile is left alone.
 *
 * It never throws: the caller's answer does not depend on it, and the next request tries again.
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
