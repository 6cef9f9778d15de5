import { stripe } from './client'
import { ACCOUNT_METADATA } from './event-fact'
import { stripeFailure } from './failures'

/** A living customer. `accountId` is the billing account that its metadata names, if any. */
export type ListedCustomer = { id: string; accountId: string | null; email: string | null }

/** Stripe's maximum. https://docs.stripe.com/api/pagination */
const PAGE = 100

/** A page of 100 customers takes longer than the calls that a visitor waits for. */
const TIMEOUT_MS = 30_000

/**
 * Lists living customers, newest first, by cursor: customers created meanwhile come before the first page and
 * are not in the list.
 *
 * Excluded: the search API. Its results are up to a minute old, in an outage up to an hour, and it does not
 * exist for merchants in India. https://docs.stripe.com/api/customers/search
 *
 * @param after the last customer of the page before; null for the first page
 * @throws {ApiError} see `stripeFailure`; `CustomerGoneError` when Stripe does not know the cursor
 */
export async function listCustomers(
  after: string | null,
): Promise<{ customers: ListedCustomer[]; hasMore: boolean }> {
  try {
    const { data, has_more: hasMore } = await stripe().customers.list(
      { limit: PAGE, ...(after && { starting_after: after }) },
      { timeout: TIMEOUT_MS },
    )
    return {
      customers: data.map(({ id, metadata, email }) => ({
        id,
        accountId: metadata[ACCOUNT_METADATA] || null,
        email: email || null,
      })),
      hasMore,
    }
  } catch (error) {
    throw stripeFailure(error, 'read access to Customers')
  }
}
