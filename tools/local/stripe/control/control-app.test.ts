import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { emitEvent, injectFault, listRequests, putFixtures } from '../control'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

test('lists recorded calls by customer, path and time, without secrets', async () => {
  const { id } = await local.client.customers.create({ name: 'seen' }, { idempotencyKey: 'k1' })
  await local.client.billingPortal.sessions.create({ customer: id })
  await local.client.customers.retrieve(id)

  const about = await listRequests(local.url, { customer: id })
  expect(about.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/v1/billing_portal/sessions', 200],
    ['GET', `/v1/customers/${id}`, 200],
  ])
  const path = '/v1/customers'
  const [created, retrieved] = await listRequests(local.url, { path })
  expect(created).toMatchObject({ idempotencyKey: 'k1', customer: null })
  expect(await listRequests(local.url, { path, since: created?.at ?? 0 })).toEqual([created, retrieved])
  expect(await listRequests(local.url, { path, since: (retrieved?.at ?? 0) + 1 })).toEqual([])
  expect(JSON.stringify(await listRequests(local.url))).not.toContain(local.secretKey)
})

test('finds the customer of a call from the object in its path', async () => {
  await putFixtures(local.url, [{ object: 'subscription', id: 'sub_owned', customer: 'cus_owner' }])
  await local.client.subscriptions.retrieve('sub_owned')
  expect(await listRequests(local.url, { customer: 'cus_owner' })).toHaveLength(1)
})

test('records refused calls too', async () => {
  const stranger = local.connect({}, 'sk_test_stranger')
  await expect(stranger.balance.retrieve()).rejects.toMatchObject({ statusCode: 401 })
  expect((await listRequests(local.url, { path: '/v1/balance' })).map(({ status }) => status)).toEqual([401])
})

test('rejects invalid requests with a reason', async () => {
  await expect(injectFault(local.url, { kind: 'earthquake' as never })).rejects.toThrow(/kind/)
  await expect(emitEvent(local.url, { type: '', object: {} })).rejects.toThrow(/type/)
  await expect(putFixtures(local.url, [{ id: 'cus_1' } as never])).rejects.toThrow(/object/)
  expect((await fetch(`${local.url}/_local/faults`, { method: 'POST', body: 'no json' })).status).toBe(400)
  expect((await fetch(`${local.url}/_local/nothing`)).status).toBe(404)
})

test.each([{ origin: 'https://attacker.example' }, { 'sec-fetch-site': 'cross-site' }])(
  'refuses a page in a browser: %o',
  async (headers) => {
    const response = await fetch(`${local.url}/_local/requests`, { headers })
    expect(response.status).toBe(403)
  },
)

test('stores whole objects, keeps unknown fields, and adds the usual ones', async () => {
  const [customer, invoice] = await putFixtures(local.url, [
    { object: 'customer', name: 'Ada', favourite_colour: 'red' },
    { object: 'invoice', id: 'in_open', status: 'open', total: 100 },
  ])
  expect(await local.client.customers.retrieve(customer?.id ?? '')).toMatchObject({
    id: expect.stringMatching(/^cus_/),
    name: 'Ada',
    favourite_colour: 'red',
    email: null,
    metadata: {},
  })
  expect(invoice).toMatchObject({ hosted_invoice_url: `${local.url}/i/in_open`, amount_paid: 0 })
  await putFixtures(local.url, [{ object: 'invoice', id: 'in_open', status: 'void' }])
  expect(await local.client.invoices.retrieve('in_open')).toMatchObject({ status: 'void' })
})

test('expands the requested properties, even of unknown kinds', async () => {
  await putFixtures(local.url, [
    { object: 'customer', id: 'cus_1' },
    { object: 'tax_id', id: 'txi_1', customer: 'cus_1', value: 'DE123456789' },
    { object: 'product', id: 'prod_1', name: 'Team' },
    { object: 'payment_method', id: 'pm_1', customer: 'cus_1', card: { last4: '4242' } },
    { object: 'discount', id: 'di_1', coupon: { percent_off: 25 } },
    { object: 'subscription_schedule', id: 'sub_sched_1', phases: [] },
    {
      object: 'subscription',
      id: 'sub_1',
      customer: 'cus_1',
      status: 'past_due',
      default_payment_method: 'pm_1',
      discounts: ['di_1'],
      schedule: 'sub_sched_1',
      items: { object: 'list', data: [{ id: 'si_1', price: { id: 'price_1', product: 'prod_1' } }] },
    },
  ])
  const { data } = await local.client.subscriptions.list({
    customer: 'cus_1',
    expand: ['data.default_payment_method', 'data.discounts', 'data.schedule'],
  })
  expect(data).toMatchObject([
    {
      status: 'past_due',
      default_payment_method: { card: { last4: '4242' } },
      discounts: [{ coupon: { percent_off: 25 } }],
      items: { data: [{ price: { product: 'prod_1' } }] },
      schedule: { id: 'sub_sched_1' },
    },
  ])
  const expanded = await local.client.customers.retrieve('cus_1', { expand: ['tax_ids'] })
  expect(expanded).toMatchObject({ tax_ids: { data: [{ id: 'txi_1', value: 'DE123456789' }] } })
  expect(await local.client.customers.retrieve('cus_1')).not.toHaveProperty('tax_ids')
  await expect(local.client.customers.retrieve('cus_1', { expand: ['pets'] })).rejects.toMatchObject({
    message: 'This property cannot be expanded (pets).',
  })
})
