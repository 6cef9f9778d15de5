import { stripe } from '@/lib/stripe/client'
import { ACCOUNT_METADATA } from '@/lib/stripe/event-fact'
import { demo } from '../demo'
import { DEMO_PLAN } from './demo-objects'

/**
 * Makes the demo account's customer call by call, as a real test account wants it. The billing account's id is written
 * last: a customer that carries it is complete.
 *
 * @returns the customer's id
 */
export async function createCustomerAtStripe(accountId: string): Promise<string> {
  const { customers, paymentMethods, prices, products, subscriptions } = stripe()
  const { id: customer } = await customers.create({ name: demo.account.name, email: demo.owner.email })
  // Stripe's test card that always works. https://docs.stripe.com/testing#cards
  const { id: card } = await paymentMethods.attach('pm_card_visa', { customer })
  await customers.update(customer, { invoice_settings: { default_payment_method: card } })
  const { id: product } = await products.create({ name: DEMO_PLAN.name })
  const { currency, amount, interval } = DEMO_PLAN
  const recurring = { interval }
  const { id: price } = await prices.create({ currency, product, recurring, unit_amount: amount })
  await subscriptions.create({ customer, items: [{ price }] })
  await customers.update(customer, { metadata: { [ACCOUNT_METADATA]: accountId } })
  return customer
}
