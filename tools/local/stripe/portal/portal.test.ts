import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { TestBrowser } from '@/tools/test/stripe-browser'
import { makeTestPortal, paidInvoice, type TestPortal } from '@/tools/test/stripe-portal'
import { putFixtures } from '../control'

const GOOD_CARD = { number: '5555 5555 5555 4444', expiry: '12 / 40', cvc: '123', name: 'Ada' }

let local: TestStripe
let portal: TestPortal
let browser: TestBrowser
let url: string
/** The URL of the subscription's pages. */
let plan: string

beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())
beforeEach(async () => {
  portal = await makeTestPortal(local)
  browser = new TestBrowser()
  url = await portal.session()
  plan = `${url}/subscriptions/${portal.subscription.id}`
  await browser.open(url)
})

const subscription = () => local.client.subscriptions.retrieve(portal.subscription.id)
const cards = async () =>
  (await local.client.customers.listPaymentMethods(portal.customer)).data.map(({ card }) => card?.last4)
const defaultCard = async () => {
  const found = await local.client.customers.retrieve(portal.customer)
  return found.deleted ? null : found.invoice_settings.default_payment_method
}

test('shows the plan, the card, the details and the invoices with their pages', async () => {
  const { html } = await browser.open(url)
  for (const shown of ['$49.00 per month', 'Visa •••• 4242', 'Ada@Example.com', 'ADA-0001'])
    expect(html).toContain(shown)
  const [, page = ''] = /<a href="([^"]+\/i\/[^"]+)">/.exec(html) ?? []
  const invoice = await browser.open(page)
  expect(invoice.html).toContain('Invoice ADA-0001')
  expect(invoice.html).toContain('€1,234.56')
})

test('escapes the customer’s name', async () => {
  const { html } = await browser.open(url)
  expect(html).toContain('Ada &lt;b&gt;')
  expect(html).not.toContain('Ada <b>')
})

test.each([
  [{ status: 'trialing', trial_end: 1_900_000_000 }, 'Your trial ends on'],
  [{ status: 'past_due' }, 'The last payment failed'],
  [{ status: 'canceled' }, 'No active subscription'],
])('shows the state of a subscription with %o', async (state, words) => {
  await putFixtures(local.url, [{ ...(await subscription()), object: 'subscription', ...state }])
  expect((await browser.open(url)).html).toContain(words)
})

test('hides drafts and other customers’ invoices', async () => {
  await putFixtures(local.url, [
    paidInvoice(portal.customer, { number: 'SHOWN' }),
    paidInvoice(portal.customer, { number: 'DRAFT', status: 'draft' }),
    paidInvoice('cus_other', { number: 'OTHER' }),
  ])
  const { html } = await browser.open(url)
  expect(html).toContain('SHOWN')
  expect(html).not.toMatch(/DRAFT|OTHER/)
})

test('adds a card, and makes it the default on request', async () => {
  const page = await browser.post(`${url}/payment-methods`, { ...GOOD_CARD, default: 'yes' })
  expect(page.html).toContain('Your payment method was added.')
  expect(await cards()).toEqual(['4444', '4242'])
  expect(await defaultCard()).not.toBe(portal.card)
})

test.each([
  ['a declined card', { number: '4000000000000002' }, 'Your card was declined.'],
  ['an incomplete number', { number: '42424242' }, 'Your card number is invalid.'],
  ['a real card', { number: '4916613944329494' }, 'used a non test card'],
  ['an expired card', { expiry: '01/20' }, 'expiration date is in the past'],
  ['an invalid date', { expiry: '13/40' }, 'expiration date is incomplete'],
  ['a short security code', { cvc: '12' }, 'security code is incomplete'],
  ['no name', { name: ' ' }, 'Enter the name on the card.'],
])('rejects %s with a message beside the field, and saves nothing', async (_what, fields, words) => {
  const page = await browser.post(`${url}/payment-methods`, { ...GOOD_CARD, ...fields })
  expect(page.status).toBe(422)
  expect(page.html).toContain(words)
  expect(page.html).toMatch(/aria-invalid="true"/)
  expect(page.html).not.toContain('5555')
  expect(await cards()).toEqual(['4242'])
})

test('makes another card the default, and removes a card after confirmation', async () => {
  const other = await local.client.paymentMethods.attach('pm_card_mastercard', { customer: portal.customer })
  await browser.post(`${url}/payment-methods/${other.id}/default`)
  expect(await defaultCard()).toBe(other.id)

  const question = await browser.open(`${url}/payment-methods/${other.id}/remove`)
  expect(question.html).toContain('Remove Mastercard ending in 4444?')
  expect(await cards()).toHaveLength(2)
  await browser.post(`${url}/payment-methods/${other.id}/remove`)
  expect(await cards()).toEqual(['4242'])
  expect(await defaultCard()).toBeNull()
})

test('cancels a plan at the end of the period after confirmation, with a reason, and undoes it', async () => {
  expect((await browser.open(`${plan}/cancel`)).html).toContain('until the end of your billing period')
  expect((await subscription()).cancel_at_period_end).toBe(false)

  const canceled = await browser.post(`${plan}/cancel`, { reason: 'too_expensive' })
  expect(canceled.html).toContain('Your cancellation is confirmed.')
  expect(canceled.html).toContain('Your plan ends on')
  const ending = await subscription()
  expect(ending).toMatchObject({
    status: 'active',
    cancel_at: ending.items.data[0]?.current_period_end,
    cancellation_details: { feedback: 'too_expensive' },
  })
  expect((await browser.open(`${plan}/cancel`)).html).toContain('Your plan is already canceled')

  await browser.post(`${plan}/resume`)
  expect(await subscription()).toMatchObject({ cancel_at_period_end: false, cancel_at: null })
})

test('changes the plan only to an offered one', async () => {
  const priceNow = async () => (await subscription()).items.data[0]?.price.id
  expect((await browser.open(`${plan}/update`)).html).toContain('Choose a plan')
  expect((await browser.post(`${plan}/update`, { price: portal.hidden })).status).toBe(404)
  expect((await browser.post(`${plan}/update`, { price: portal.yearly, quantity: '0' })).status).toBe(404)
  expect(await priceNow()).toBe(portal.monthly)

  const question = await browser.open(`${plan}/update/confirm?price=${portal.yearly}`)
  expect(question.html).toContain('$490.00 per year')
  await browser.post(`${plan}/update`, { price: portal.yearly, quantity: '1' })
  expect(await priceNow()).toBe(portal.yearly)
})

test('cannot change another customer’s objects', async () => {
  const theirs = await makeTestPortal(local)
  const cancel = `${url}/subscriptions/${theirs.subscription.id}/cancel`
  expect((await browser.post(cancel)).status).toBe(404)
  expect((await browser.post(`${url}/payment-methods/${theirs.card}/remove`)).status).toBe(404)
  const untouched = await local.client.subscriptions.retrieve(theirs.subscription.id)
  expect(untouched.cancel_at_period_end).toBe(false)
  expect((await local.client.customers.listPaymentMethods(theirs.customer)).data).toHaveLength(1)
})

test('neither shows nor does what the configuration has turned off', async () => {
  const { id: configuration } = await local.client.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  })
  const limited = await portal.session({ configuration })
  const { html } = await browser.open(limited)
  expect(html).toContain('Invoice history')
  for (const absent of ['Payment methods', 'Cancel plan', 'Update plan']) expect(html).not.toContain(absent)
  const { id } = portal.subscription
  const forms = [
    'payment-methods',
    `payment-methods/${portal.card}/remove`,
    `subscriptions/${id}/cancel`,
    `subscriptions/${id}/update`,
  ]
  for (const form of forms) expect((await browser.post(`${limited}/${form}`, GOOD_CARD)).status).toBe(403)
  expect(await cards()).toEqual(['4242'])
  expect((await subscription()).cancel_at_period_end).toBe(false)
})
