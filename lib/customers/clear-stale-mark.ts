import { db } from '../db'
import { log } from '../log'

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
