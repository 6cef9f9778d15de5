import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'
import { TestBrowser } from './test-browser'

const GOOD_CARD = { number: '5555 5555 5555 4444', expiry: '12 / 40', cvc: '123', name: 'Ada' }

let local: TestStripe
let price: Stripe.Price
let customer: string
let subscription: Stripe.Subscription
let card: string
let browser: TestBrowser
let url: string

beforeAll(async () => {
  local = await startTestStripe()
  const product = await local.client.products.create({ name: 'Team' })
  price = await local.client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 4_900,
    recurring: { interval: 'month' },
  })
})
afterAll(() => local.stop())

beforeEach(async () => {
  const { client } = local
  const created = await client.customers.create({
    name: 'Ada',
    email: 'ada@example.com',
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  customer = created.id
  card = String(created.invoice_settings.default_payment_method)
  subscription = await client.subscriptions.create({ customer, items: [{ price: price.id }] })
  browser = new TestBrowser()
  url = (await client.billingPortal.sessions.create({ customer, return_url: 'https://shop.example/billing' }))
    .url
  await browser.open(url)
})

const cards = async () =>
  (await local.client.customers.listPaymentMethods(customer)).data.map((method) => method.card?.last4)
const defaultCard = async () => {
  const found = await local.client.customers.retrieve(customer)
  return found.deleted ? null : found.invoice_settings.default_payment_method
}

test('shows the plan, the card, the details and the invoices, each with its download', async () => {
  const { html } = await browser.open(url)
  expect(html).toContain('$49.00 per month')
  expect(html).toContain('Visa •••• 4242')
  expect(html).toContain('ada@example.com')
  const [, page, pdf] =
    /<a href="([^"]+\/i\/[^"]+)">[\s\S]*?<a href="([^"]+\/pdf)" download>/.exec(html) ?? []
  expect((await browser.open(page ?? '')).html).toMatch(/Invoice [A-Z0-9]{8}-0001/)
  const download = await fetch(pdf ?? '')
  expect(download.headers.get('content-type')).toBe('application/pdf')
  expect(download.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Invoice-[A-Z0-9]{8}-0001\.pdf"$/,
  )
  expect((await download.text()).startsWith('%PDF-1.4\n')).toBe(true)
})

test('hides drafts, and other customers’ invoices', async () => {
  const draft = await local.client.invoices.create({ customer, description: 'still a draft' })
  const { html } = await browser.open(url)
  expect(html.match(/<tr>\s*<th scope="row">/g)).toHaveLength(1)
  expect(html).not.toContain(draft.id)
})

test('adds a card, and makes it the default when that is asked for', async () => {
  const page = await browser.post(`${url}/payment-methods`, { ...GOOD_CARD, default: 'yes' })
  expect(page.html).toContain('Your payment method was added.')
  expect(await cards()).toEqual(['4444', '4242'])
  expect(await defaultCard()).not.toBe(card)

  await browser.post(`${url}/payment-methods`, { ...GOOD_CARD, number: '4242424242424242' })
  expect(await cards()).toEqual(['4242', '4444', '4242'])
})

test.each([
  ['a declined card', { number: '4000000000000002' }, 'Your card was declined.'],
  ['a typing error', { number: '4242424242424241' }, 'Your card number is invalid.'],
  ['a real card', { number: '4916613944329494' }, 'used a non test card'],
  ['a card that is over', { expiry: '01/20' }, 'expiration date is in the past'],
  ['a date that is none', { expiry: '13/40' }, 'expiration date is incomplete'],
  ['a short security code', { cvc: '12' }, 'security code is incomplete'],
  ['no name', { name: ' ' }, 'Enter the name on the card.'],
])('refuses %s in words beside the field, and saves nothing', async (_what, fields, words) => {
  const page = await browser.post(`${url}/payment-methods`, { ...GOOD_CARD, ...fields })
  expect(page.status).toBe(422)
  expect(page.html).toContain(words.replaceAll("'", '&#39;'))
  expect(page.html).toMatch(/aria-invalid="true"/)
  expect(page.html).not.toContain('5555')
  expect(await cards()).toEqual(['4242'])
})

test('makes another card the default', async () => {
  const other = await local.client.paymentMethods.attach('pm_card_mastercard', { customer })
  const page = await browser.post(`${url}/payment-methods/${other.id}/default`)
  expect(page.html).toContain('Your default payment method was changed.')
  expect(await defaultCard()).toBe(other.id)
})

test('removes a card after asking', async () => {
  expect((await browser.open(`${url}/payment-methods/${card}/remove`)).html).toContain(
    'Remove Visa ending in 4242?',
  )
  expect(await cards()).toEqual(['4242'])
  await browser.post(`${url}/payment-methods/${card}/remove`)
  expect(await cards()).toEqual([])
  expect(await defaultCard()).toBeNull()
})

test('cancels a plan with the period after asking, with the reason, and takes it back', async () => {
  const confirm = await browser.open(`${url}/subscriptions/${subscription.id}/cancel`)
  expect(confirm.html).toContain('until the end of your billing period')
  expect((await local.client.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false)

  const canceled = await browser.post(`${url}/subscriptions/${subscription.id}/cancel`, {
    reason: 'too_expensive',
  })
  expect(canceled.html).toContain('Your plan ends on')
  expect(await local.client.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: 'active',
    cancel_at_period_end: true,
    cancellation_details: { feedback: 'too_expensive' },
  })

  const again = await browser.open(`${url}/subscriptions/${subscription.id}/cancel`)
  expect(again.html).toContain('Your plan is already canceled')

  await browser.post(`${url}/subscriptions/${subscription.id}/resume`)
  expect(await local.client.subscriptions.retrieve(subscription.id)).toMatchObject({
    cancel_at_period_end: false,
  })
})

test('saves changed details, and refuses an address that is none', async () => {
  const page = await browser.post(`${url}/customer`, {
    name: 'Grace',
    email: 'grace@example.com',
    'address[city]': 'Berlin',
  })
  expect(page.html).toContain('Your billing information was saved.')
  expect(await local.client.customers.retrieve(customer)).toMatchObject({
    name: 'Grace',
    email: 'grace@example.com',
    address: { city: 'Berlin', line1: null },
  })
  const refused = await browser.post(`${url}/customer`, { name: 'Eve', email: 'nowhere' })
  expect(refused).toMatchObject({
    status: 422,
    html: expect.stringContaining('Invalid email address: nowhere'),
  })
  expect(await local.client.customers.retrieve(customer)).toMatchObject({
    name: 'Grace',
    email: 'grace@example.com',
  })
})

test('does not touch what is another customer’s', async () => {
  const other = await local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const theirs = await local.client.subscriptions.create({ customer: other.id, items: [{ price: price.id }] })
  const [theirCard] = (await local.client.customers.listPaymentMethods(other.id)).data
  expect((await browser.post(`${url}/subscriptions/${theirs.id}/cancel`)).status).toBe(404)
  expect((await browser.post(`${url}/payment-methods/${theirCard?.id}/remove`)).status).toBe(404)
  expect((await local.client.subscriptions.retrieve(theirs.id)).cancel_at_period_end).toBe(false)
  expect((await local.client.customers.listPaymentMethods(other.id)).data).toHaveLength(1)
})

test.each([
  ['another site', 'https://attacker.example'],
  ['another port of this machine', 'http://127.0.0.1:1'],
  ['a page that hides its origin', 'null'],
])('refuses a form from %s', async (_who, origin) => {
  const page = await browser.post(`${url}/payment-methods/${card}/remove`, {}, { Origin: origin })
  expect(page).toMatchObject({ status: 403, html: expect.stringContaining('Nothing was changed') })
  expect(await cards()).toEqual(['4242'])
})

test('refuses a form without the session’s cookie', async () => {
  const page = await new TestBrowser().post(`${url}/payment-methods/${card}/remove`)
  expect(page.status).toBe(403)
  expect(await cards()).toEqual(['4242'])
})

test('neither shows nor does what the configuration has off', async () => {
  const { id: configuration } = await local.client.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  })
  const { url: limited } = await local.client.billingPortal.sessions.create({ customer, configuration })
  const { html } = await browser.open(limited)
  expect(html).toContain('Invoice history')
  for (const absent of ['Payment methods', 'Cancel plan', 'Update plan', 'Update information'])
    expect(html).not.toContain(absent)

  const forms = [
    'payment-methods',
    `payment-methods/${card}/remove`,
    `subscriptions/${subscription.id}/cancel`,
    'customer',
  ]
  for (const form of forms)
    expect((await browser.post(`${limited}/${form}`, { ...GOOD_CARD, email: 'x@example.com' })).status).toBe(
      403,
    )
  expect(await cards()).toEqual(['4242'])
  expect(await local.client.customers.retrieve(customer)).toMatchObject({ email: 'ada@example.com' })
  expect((await local.client.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false)
})

test('shows the first dozen invoices, and all when asked', async () => {
  for (let n = 0; n < 13; n += 1) {
    const draft = await local.client.invoices.create({ customer })
    await local.client.invoices.finalizeInvoice(draft.id)
  }
  const rows = (html: string) => html.match(/<tr>\s*<th scope="row">/g)?.length
  const short = await browser.open(url)
  expect(rows(short.html)).toBe(12)
  expect(short.html).toContain('Show all 14 invoices')
  expect(rows((await browser.open(`${url}?invoices=all`)).html)).toBe(14)
})
