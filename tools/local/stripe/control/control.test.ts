import { afterAll, beforeAll, expect, test } from 'vitest'
import { emitEvent, injectFault, listRequests } from '../control'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

test('lists the calls that were seen, by customer, path and time, without a secret', async () => {
  const { id } = await local.client.customers.create({ name: 'seen' }, { idempotencyKey: 'k1' })
  const since = Date.now()
  await local.client.billingPortal.sessions.create({ customer: id })
  await local.client.customers.retrieve(id)

  const about = await listRequests(local.url, { customer: id })
  expect(about.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/v1/billing_portal/sessions', 200],
    ['GET', `/v1/customers/${id}`, 200],
  ])
  expect(await listRequests(local.url, { path: '/v1/customers', since })).toHaveLength(1)
  expect((await listRequests(local.url, { path: '/v1/customers' }))[0]).toMatchObject({
    idempotencyKey: 'k1',
    customer: null,
  })
  expect(JSON.stringify(await listRequests(local.url))).not.toContain(local.secretKey)
})

test('records refused calls too', async () => {
  const stranger = local.connect({}, 'sk_test_stranger')
  await expect(stranger.balance.retrieve()).rejects.toMatchObject({ statusCode: 401 })
  expect((await listRequests(local.url, { path: '/v1/balance' })).map(({ status }) => status)).toEqual([401])
})

test('refuses what it does not understand, in words', async () => {
  await expect(injectFault(local.url, { kind: 'earthquake' as never })).rejects.toThrow(/kind/)
  await expect(emitEvent(local.url, { type: '', object: {} })).rejects.toThrow(/type/)
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
