import type { CallerAccount } from '../caller'
import { clearStaleMark, markCustomerStale } from '../customers/mark-customer-stale'
import { CustomerGoneError } from '../stripe/failures'
import { withinDeadline } from '../stripe/within-deadline'

type Opening = {
  account: CallerAccount & { stripeCustomerId: string }
  /** Asks Stripe. */
  create: () => Promise<string>
  /** Writes down that somebody gets the session. */
  record: () => Promise<void>
}

/**
 * Makes a portal session and records it. When recording fails, so does the request: a URL that nobody hands
 * out is worth nothing, and the next request makes another. It also keeps the mark of a customer that Stripe
 * does not know.
 *
 * @returns the URL, a credential: it goes into the answer and nowhere else
 * @throws {ApiError} what `create` throws; PAYMENT_ERROR when Stripe takes too long
 */
export async function openSession({ account, create, record }: Opening): Promise<string> {
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
