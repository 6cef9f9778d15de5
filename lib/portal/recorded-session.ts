import { clearStaleMark, markCustomerStale } from '../customers/mark-customer-stale'
import { CustomerGoneError } from '../stripe/failures'
import { withinDeadline } from '../stripe/within-deadline'
import type { PortalAccount } from './require-portal-account'

type Session = {
  account: Pick<PortalAccount, 'id' | 'stripeCustomerId' | 'customerStaleAt'>
  /** Creates the session at Stripe and returns its URL. */
  create: () => Promise<string>
  /** Records who gets the session. */
  record: () => Promise<void>
}

/**
 * Creates a portal session within Stripe's deadline and records it. If recording fails, the URL is not
 * returned, and the next request creates another session. It also marks a customer that Stripe does not know,
 * and clears the mark once Stripe knows it again.
 *
 * @returns the URL, which is a credential: it goes into the response and nowhere else
 * @throws {ApiError} what `create` throws; PAYMENT_ERROR when Stripe takes too long
 */
export async function recordedSession({ account, create, record }: Session): Promise<string> {
  const { id, stripeCustomerId: customer, customerStaleAt } = account
  try {
    const url = await withinDeadline(create())
    await record()
    if (customerStaleAt) await clearStaleMark(id, customer)
    return url
  } catch (error) {
    if (error instanceof CustomerGoneError) await markCustomerStale(id, customer)
    throw error
  }
}
