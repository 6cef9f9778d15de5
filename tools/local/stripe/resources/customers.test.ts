import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

test('keeps what a customer is created with, under an id that looks like Stripe’s', async () => {
  const address = { line1: '1 Main St', city: 'Springfield', country: 'US' }
  const created = await local.client.customers.create({
    name: 'Ada',
    email: 'ada@example.com',
    description: 'first',
    phone: '+1 555',
    preferred_locales: ['de', 'en'],
    address,
    shipping: { name: 'Ada', address },
    metadata: { billingAccountId: 'acc_1' },
  })

  expect(created).toMatchObject({
    id: expect.stringMatching(/^cus_[A-Za-z0-9]{14}$/),
    object: 'customer',
    livemode: false,
    email: 'ada@example.com',
    preferred_locales: ['de', 'en'],
    address: { ...address, line2: null, postal_code: null, state: null },
    metadata: { billingAccountId: 'acc_1' },
  })
  expect(await local.client.customers.retrieve(created.id)).toEqual(created)
})

test('changes only what an update gives, and unsets what it gives as empty', async () => {
  const { id } = await local.client.customers.create({
    name: 'Ada',
    email: 'a@example.com',
    metadata: { a: '1', b: '2' },
  })

  const updated = await local.client.customers.update(id, {
    name: 'Grace',
    description: '',
    metadata: { a: '', c: '3' },
  })

  expect(updated).toMatchObject({ name: 'Grace', email: 'a@example.com', description: null })
  expect(updated.metadata).toEqual({ b: '2', c: '3' })
  const emptied = await local.client.customers.update(id, { metadata: '' })
  expect(emptied.metadata).toEqual({})
})

test('leaves a tombstone that can be retrieved but not changed, and ends the subscriptions', async () => {
  const { client } = local
  const customer = await client.customers.create({
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  })
  const product = await client.products.create({ name: 'Team' })
  const price_data = {
    currency: 'usd',
    product: product.id,
    unit_amount: 500,
    recurring: { interval: 'month' },
  } as const
  const subscription = await client.subscriptions.create({ customer: customer.id, items: [{ price_data }] })

  expect(await client.customers.del(customer.id)).toMatchObject({ id: customer.id, deleted: true })

  expect(await client.customers.retrieve(customer.id)).toEqual({
    id: customer.id,
    object: 'customer',
    deleted: true,
  })
  expect((await client.subscriptions.retrieve(subscription.id)).status).toBe('canceled')
  const missing = {
    type: 'StripeInvalidRequestError',
    code: 'resource_missing',
    param: 'id',
    statusCode: 404,
  }
  await expect(client.customers.update(customer.id, { name: 'x' })).rejects.toMatchObject(missing)
  await expect(client.customers.del(customer.id)).rejects.toMatchObject(missing)
})

test('lists by e-mail, newest first, and pages with a cursor', async () => {
  const { client } = local
  const ids: string[] = []
  for (const name of ['1', '2', '3'])
    ids.unshift((await client.customers.create({ name, email: 'many@example.com' })).id)

  const first = await client.customers.list({ email: 'many@example.com', limit: 2 })
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(first.has_more).toBe(true)
  const second = await client.customers.list({
    email: 'many@example.com',
    limit: 2,
    starting_after: ids[1] ?? '',
  })
  expect(second).toMatchObject({ has_more: false, data: [{ id: ids[2] }] })
  const before = await client.customers.list({ email: 'many@example.com', ending_before: ids[2] ?? '' })
  expect(before.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  const all: string[] = []
  for await (const customer of client.customers.list({ email: 'many@example.com', limit: 1 }))
    all.push(customer.id)
  expect(all).toEqual(ids)
})

test.each([
  ['an unknown parameter', { colour: 'red' }, 'parameter_unknown', 'colour'],
  ['an address without @', { email: 'nobody' }, 'email_invalid', 'email'],
  ['a payment method that is nobody’s', { payment_method: 'pm_none' }, 'resource_missing', 'payment_method'],
  [
    'a default that is not attached',
    { invoice_settings: { default_payment_method: 'pm_none' } },
    'resource_missing',
    'invoice_settings[default_payment_method]',
  ],
])('refuses %s and creates nothing', async (_what, params, code, param) => {
  const before = (await local.client.customers.list({ limit: 100 })).data.length
  await expect(local.client.customers.create(params as object)).rejects.toMatchObject({
    statusCode: 400,
    code,
    param,
  })
  expect((await local.client.customers.list({ limit: 100 })).data).toHaveLength(before)
})

test('names a customer that is not there as Stripe does', async () => {
  await expect(local.client.customers.retrieve('cus_none')).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such customer: 'cus_none'",
    requestId: expect.stringMatching(/^req_/),
  })
})
