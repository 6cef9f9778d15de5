import { stripe } from './client'
import { ACCOUNT_METADATA } from './event-fact'
import { stripeFailure } from './failures'
import { hasErrorCode } from './has-error-code'

/** A customer's current state at Stripe. */
export type CustomerNow =
  /** `accountId` is the billing account that its metadata names, if any. */
  | { kind: 'live'; accountId: string | null }
  /** Permanently. */
  | { kind: 'deleted' }
  /** From another Stripe account, or from the other mode. */
  | { kind: 'unknown' }

/**
 * Asks Stripe for a customer's current state. https://docs.stripe.com/api/customers/retrieve
 *
 * @throws {ApiError} see `stripeFailure`
 */
export async function lookUpCustomer(id: string): Promise<CustomerNow> {
  try {
    const customer = await stripe().customers.retrieve(id)
    if (customer.deleted) return { kind: 'deleted' }
    return { kind: 'live', accountId: customer.metadata[ACCOUNT_METADATA] ?? null }
  } catch (error) {
    if (hasErrorCode(error, 'resource_missing')) return { kind: 'unknown' }
    throw stripeFailure(error, 'read access to Customers')
  }
}
