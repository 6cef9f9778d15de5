import type Stripe from 'stripe'
import { putFixtures } from '../local/stripe/control'
import type { TestStripe } from './start-test-stripe'

/** What a test of the portal is about: a customer with a card, and a plan that can be made a yearly one. */
export type TestPortal = {
  customer: string
  card: string
  subscription: Stripe.Subscription
  monthly: string
  yearly: string
  /** A price that the configuration does not offer. */
  hidden: string
  /** A portal configuration with everything on. */
  configuration: string
  /** Makes a session of the customer, and returns its link. */
  session(params?: object): Promise<string>
}

export async function makeTestPortal({ client, url }: TestStripe): Promise<TestPortal> {
  const { id: product } = await client.products.create({ name: 'Team' })
  const price = async (unit_amount: number, interval: 'month' | 'year') =>
    (await client.prices.create({ product, currency: 'usd', unit_amount, recurring: { interval } })).id
  const [monthly, yearly, hidden] = [
    await price(4_900, 'month'),
    await price(49_000, 'year'),
    await price(1, 'month'),
  ]
  const { id: customer } = await client.customers.create({ name: 'Ada <b>', email: 'Ada@Example.com' })
  const { id: card } = await client.paymentMethods.attach('pm_card_visa', { customer })
  await client.customers.update(customer, { invoice_settings: { default_payment_method: card } })
  const subscription = await client.subscriptions.create({ customer, items: [{ price: monthly }] })
  await putFixtures(url, [paidInvoice(customer)])
  const { id: configuration } = await client.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product, prices: [monthly, yearly] }],
      },
    },
  })
  const session = async (params: object = {}) => {
    const common = { customer, configuration, return_url: 'https://shop.example/billing' }
    return (await client.billingPortal.sessions.create({ ...common, ...params })).url
  }
  return { customer, card, subscription, monthly, yearly, hidden, configuration, session }
}

export const paidInvoice = (customer: string, fields: object = {}) => ({
  object: 'invoice',
  created: 1_772_409_600,
  currency: 'eur',
  customer,
  lines: { object: 'list', data: [{ description: 'Team', amount: 123_456, quantity: 1 }] },
  number: 'ADA-0001',
  status: 'paid',
  total: 123_456,
  ...fields,
})
