import { lookUpCustomer } from '../stripe/look-up-customer'
import { detachCustomer } from './attach-customer'
import { clearStaleMark, markCustomerStale } from './mark-customer-stale'

/**
 * Brings an account's link in line with Stripe's current state, as webhooks and the portal do: a deleted
 * customer is detached, one that Stripe does not know is marked as stale, and a living one is not.
 *
 * @throws {ApiError} see `lookUpCustomer`
 */
export async function settleLink(accountId: string, customerId: string): Promise<void> {
  switch ((await lookUpCustomer(customerId)).kind) {
    case 'deleted':
      await detachCustomer(customerId)
      return
    case 'unknown':
      return markCustomerStale(accountId, customerId)
    case 'live':
      return clearStaleMark(accountId, customerId)
  }
}
