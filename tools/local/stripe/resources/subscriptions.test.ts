import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

const DAY_MS = 86_400_000

let local: TestStripe
let price: Stripe.Price
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

const payingCustomer = () =>
  local.client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })

test('starts with a paid invoice and a period of one month', async () => {
  const customer = await payingCustomer()
  const subscription = await local.client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity: 2 }],
    expand: ['latest_invoice'],
  })

  expect(subscription).toMatchObject({
    id: expect.stringMatching(/^sub_/),
    status: 'active',
    customer: customer.id,
    currency: 'usd',
    latest_invoice: { status: 'paid', total: 9_800, billing_reason: 'subscription_create' },
  })
  const [item] = subscription.items.data
  expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThanOrEqual(
    28 * 86_400,
  )
})

test('takes a price that is described on the spot', async () => {
  const customer = await payingCustomer()
  const product = await local.client.products.create({ name: 'Yearly' })
  const price_data = {
    currency: 'eur',
    product: product.id,
    unit_amount: 100,
    recurring: { interval: 'year' },
  } as const
  const subscription = await local.client.subscriptions.create({
    customer: customer.id,
    items: [{ price_data }],
  })
  expect(subscription.items.data[0]?.price).toMatchObject({
    currency: 'eur',
    unit_amount: 100,
    active: false,
  })
  expect(String(subscription.items.data[0]?.price.unit_amount_decimal)).toBe('100')
})

test('cancels with the period, takes that back, and then really ends when the period is over', async () => {
  const { client } = local
  const customer = await payingCustomer()
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })

  const ending = await client.subscriptions.update(id, { cancel_at_period_end: true })
  expect(ending).toMatchObject({ status: 'active', cancel_at: ending.items.data[0]?.current_period_end })
  expect(await client.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({
    cancel_at: null,
    canceled_at: null,
  })

  await client.subscriptions.update(id, { cancel_at_period_end: true })
  local.advance(32 * DAY_MS)
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled' })
})

test('renews with an invoice for each period that passed', async () => {
  const { client } = local
  const customer = await payingCustomer()
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })

  local.advance(65 * DAY_MS)

  const subscription = await client.subscriptions.retrieve(id)
  expect(subscription.status).toBe('active')
  expect((await client.invoices.list({ subscription: id })).data.map(({ status }) => status)).toEqual([
    'paid',
    'paid',
    'paid',
  ])
})

test('cancels at once, after which nothing can be changed', async () => {
  const { client } = local
  const customer = await payingCustomer()
  const { id } = await client.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] })

  const canceled = await client.subscriptions.cancel(id, { cancellation_details: { feedback: 'unused' } })

  expect(canceled).toMatchObject({
    status: 'canceled',
    cancellation_details: { feedback: 'unused', reason: 'cancellation_requested' },
  })
  await expect(client.subscriptions.cancel(id)).rejects.toMatchObject({ code: 'resource_missing' })
  expect((await client.subscriptions.list({ customer: customer.id })).data).toEqual([])
  expect((await client.subscriptions.list({ customer: customer.id, status: 'all' })).data).toMatchObject([
    { id },
  ])
})

test('changes the price and the quantity of an item', async () => {
  const { client } = local
  const customer = await payingCustomer()
  const dearer = await client.prices.create({
    product: String(price.product),
    currency: 'usd',
    unit_amount: 9_900,
    recurring: { interval: 'month' },
  })
  const subscription = await client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  })
  const item = subscription.items.data[0]?.id ?? ''

  const updated = await client.subscriptions.update(subscription.id, {
    items: [{ id: item, price: dearer.id, quantity: 3 }],
  })

  expect(updated.items.data).toMatchObject([{ id: item, quantity: 3, price: { id: dearer.id } }])
  await expect(
    client.subscriptions.update(subscription.id, { items: [{ id: item, deleted: true }] }),
  ).rejects.toMatchObject({ param: 'items' })
})

test('refuses a customer with nothing to charge, and keeps no trace of the attempt', async () => {
  const { client } = local
  const customer = await client.customers.create({})
  const params = { customer: customer.id, items: [{ price: price.id }] }
  await expect(client.subscriptions.create(params)).rejects.toMatchObject({
    code: 'resource_missing',
    message: expect.stringMatching(/no attached payment source/),
  })
  expect((await client.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([])
  const sent = await client.subscriptions.create({
    ...params,
    collection_method: 'send_invoice',
    days_until_due: 14,
  })
  expect(sent.status).toBe('active')
  const trial = await client.subscriptions.create({ ...params, trial_period_days: 7 })
  expect(trial.status).toBe('trialing')
})

test('is incomplete when the first charge is declined', async () => {
  const customer = await local.client.customers.create({
    payment_method: 'pm_card_chargeCustomerFail',
    invoice_settings: { default_payment_method: 'pm_card_chargeCustomerFail' },
  })
  const subscription = await local.client.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    expand: ['latest_invoice'],
  })
  expect(subscription).toMatchObject({
    status: 'incomplete',
    latest_invoice: { status: 'open', attempt_count: 1 },
  })
})
