import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'
import { TestBrowser } from './test-browser'

const GOOD_CARD = { number: '4242424242424242', expiry: '12/40', cvc: '123', name: 'Ada' }

let local: TestStripe
let monthly: Stripe.Price
let yearly: Stripe.Price
let configuration: string
let customer: string
let subscription: Stripe.Subscription
let browser: TestBrowser

beforeAll(async () => {
  local = await startTestStripe()
  const { client } = local
  const product = await client.products.create({ name: 'Team' })
  const common = { product: product.id, currency: 'usd' }
  monthly = await client.prices.create({ ...common, unit_amount: 4_900, recurring: { interval: 'month' } })
  yearly = await client.prices.create({ ...common, unit_amount: 49_000, recurring: { interval: 'year' } })
  const created = await client.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ['name'] },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: 'immediately' },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product: product.id, prices: [monthly.id, yearly.id] }],
      },
    },
  })
  configuration = created.id
})
afterAll(() => local.stop())

beforeEach(async () => {
  const created = await local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  customer = created.id
  subscription = await local.client.subscriptions.create({ customer, items: [{ price: monthly.id }] })
  browser = new TestBrowser()
})

async function session(flow_data: object): Promise<string> {
  const params = { customer, configuration, return_url: 'https://shop.example/billing', flow_data }
  return (
    await local.client.billingPortal.sessions.create(params as Stripe.BillingPortal.SessionCreateParams)
  ).url
}

const cancelFlow = (rest: object = {}) => ({
  type: 'subscription_cancel',
  subscription_cancel: { subscription: subscription.id },
  ...rest,
})

test.each<[string, () => object, string]>([
  ['payment_method_update', () => ({ type: 'payment_method_update' }), 'Add payment method'],
  ['subscription_cancel', () => cancelFlow(), 'Cancel your plan'],
  ['customer_update', () => ({ type: 'customer_update' }), 'Billing information'],
  [
    'subscription_update',
    () => ({ type: 'subscription_update', subscription_update: { subscription: subscription.id } }),
    'Update your plan',
  ],
  [
    'subscription_update_confirm',
    () => ({
      type: 'subscription_update_confirm',
      subscription_update_confirm: {
        subscription: subscription.id,
        items: [{ id: subscription.items.data[0]?.id, price: yearly.id }],
      },
    }),
    'Confirm your plan',
  ],
])('%s leads straight to its page, and back to the business', async (_type, flow, heading) => {
  const page = await browser.open(await session(flow()))
  expect(page.html).toContain(`<h1>${heading}</h1>`)
  expect(page.html).toContain('<a class="button quiet" href="https://shop.example/billing">Go back</a>')
})

test('goes to the portal’s home page after a flow that says nothing else', async () => {
  const url = await session({ type: 'payment_method_update' })
  await browser.open(url)
  const page = await browser.post(`${url}/payment-methods`, GOOD_CARD)
  expect(page.html).toContain('<h1>Billing</h1>')
  expect((await browser.open(url)).html).toContain('<h1>Billing</h1>')
})

test('goes to the business after a flow that says so', async () => {
  const url = await session(
    cancelFlow({
      after_completion: { type: 'redirect', redirect: { return_url: 'https://shop.example/done?x=1' } },
    }),
  )
  const page = await browser.open(url)
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://shop.example")
  const after = await browser.post(`${url}/subscriptions/${subscription.id}/cancel`)
  expect(after).toMatchObject({ status: 303, url: 'https://shop.example/done?x=1' })
  expect((await local.client.subscriptions.retrieve(subscription.id)).status).toBe('canceled')
})

test('confirms on a page of its own after a flow that says so', async () => {
  const url = await session({
    type: 'customer_update',
    after_completion: {
      type: 'hosted_confirmation',
      hosted_confirmation: { custom_message: 'Thank you & see you' },
    },
  })
  await browser.open(url)
  const after = await browser.post(`${url}/customer`, { name: 'Grace', email: 'not@allowed.example' })
  expect(after.html).toContain('Thank you &#38; see you')
  expect((await browser.open(url)).html).toContain('Thank you')
  expect(await local.client.customers.retrieve(customer)).toMatchObject({ name: 'Grace', email: null })
})

test('changes the plan to one that is offered, and to no other', async () => {
  const hidden = await local.client.prices.create({
    product: String(monthly.product),
    currency: 'usd',
    unit_amount: 1,
    recurring: { interval: 'month' },
  })
  const url = await session({
    type: 'subscription_update',
    subscription_update: { subscription: subscription.id },
  })
  await browser.open(url)
  const at = `${url}/subscriptions/${subscription.id}/update`

  expect((await browser.post(at, { price: hidden.id })).status).toBe(404)
  expect((await browser.post(at, { price: yearly.id, quantity: '9' })).status).toBe(404)
  const priceNow = async () =>
    (await local.client.subscriptions.retrieve(subscription.id)).items.data[0]?.price.id
  expect(await priceNow()).toBe(monthly.id)

  expect((await browser.open(`${at}/confirm?price=${yearly.id}`)).html).toContain('$490.00 per year')
  await browser.post(at, { price: yearly.id, quantity: '1' })
  expect(await priceNow()).toBe(yearly.id)
})
