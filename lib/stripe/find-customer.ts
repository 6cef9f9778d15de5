import Stripe from 'stripe'
import { stripe } from './client'
import { stripeFailure } from './failures'

/**
 * Asks Stripe for a customer.
 *
 * @returns null when there is none for this key: never was, deleted, or of the other mode
 * @throws {ApiError} see `stripeFailure`
 */
export async function findCustomer(id: string): Promise<Stripe.Customer | null> {
  try {
    const customer = await stripe().customers.retrieve(id)
    return customer.deleted ? null : customer
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null
    throw stripeFailure(error)
  }
}
