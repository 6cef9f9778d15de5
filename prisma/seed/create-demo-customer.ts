import { env } from '@/lib/env'
import { stripe } from '@/lib/stripe/client'
import { ACCOUNT_METADATA } from '@/lib/stripe/event-fact'
import { putFixtures } from '@/tools/local/stripe/control'
import { DEMO_PLAN, demoObjects } from './demo-objects'
import { demo } from './demo-people'

/**
 * Creates the demo account's Stripe customer. At the local Stripe it comes with half a year of paid invoices,
 * a card and an active subscription. In a real test account, Stripe creates the invoices, so the history
 * starts today.
 *
 * @returns the customer's id
 */
export async function createDemoCustomer(accountId: string): Promise<string> {
  const { apiBaseUrl } = env().stripe
  if (!apiBaseUrl) return createCustomerAtStripe(accountId)
  const [customer] = await putFixtures(apiBaseUrl, demoObjects(accountId, new Date()))
  if (!customer) throw new Error('The local Stripe did not create the demo customer: run the seed again.')
  return customer.id
}

/**
 * Creates the demo account's customer with API calls, for a real test account. Sets the billing account's id
 * last: a customer that has it is complete.
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
