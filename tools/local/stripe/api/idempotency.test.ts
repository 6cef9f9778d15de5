import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { clearFaults, injectFault, listRequests } from '../control'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())
beforeEach(() => clearFaults(local.url))

const customersNamed = async (name: string) =>
  (await local.client.customers.list({ limit: 100 })).data.filter((customer) => customer.name === name)

test('repeats the first response, and marks it as a replay', async () => {
  const once = await local.client.customers.create({ name: 'once' }, { idempotencyKey: 'repeat' })
  const again = await local.client.customers.create({ name: 'once' }, { idempotencyKey: 'repeat' })

  expect(again).toEqual(once)
  expect(once.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(again.lastResponse.headers).toMatchObject({
    'idempotent-replayed': 'true',
    'idempotency-key': 'repeat',
    'original-request': once.lastResponse.requestId,
  })
  expect(again.lastResponse.requestId).not.toBe(once.lastResponse.requestId)
  expect(await customersNamed('once')).toHaveLength(1)
})

test('ignores the order of the parameters', async () => {
  const key = { idempotencyKey: 'order' }
  const once = await local.client.customers.create({ name: 'order', metadata: { a: '1', b: '2' } }, key)
  expect((await local.client.customers.create({ metadata: { b: '2', a: '1' }, name: 'order' }, key)).id).toBe(
    once.id,
  )
})

test('refuses a key that was used with other parameters, or for another call', async () => {
  const key = { idempotencyKey: 'misused' }
  const { id } = await local.client.customers.create({ name: 'misused' }, key)

  const refusal = { type: 'StripeIdempotencyError', rawType: 'idempotency_error', statusCode: 400 }
  await expect(local.client.customers.create({ name: 'other' }, key)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(/^Keys for idempotent requests can only be used with the same parameters/),
  })
  await expect(local.client.billingPortal.sessions.create({ customer: id }, key)).rejects.toMatchObject({
    ...refusal,
    message: expect.stringMatching(/same endpoint.*'\/v1\/billing_portal\/sessions' vs '\/v1\/customers'/),
  })
  expect(await customersNamed('other')).toEqual([])
})

test('replays a 500 too', async () => {
  const key = { idempotencyKey: 'broken' }
  await injectFault(local.url, { kind: 'server-error' })
  const failure = { type: 'StripeAPIError', statusCode: 500 }

  await expect(local.client.customers.create({ name: 'broken' }, key)).rejects.toMatchObject(failure)
  await expect(local.client.customers.create({ name: 'broken' }, key)).rejects.toMatchObject({
    ...failure,
    headers: { 'idempotent-replayed': 'true' },
  })

  expect(await customersNamed('broken')).toEqual([])
  await expect(
    local.client.customers.create({ name: 'broken' }, { idempotencyKey: 'fresh' }),
  ).resolves.toBeDefined()
})

test('does not store a 500 that Stripe would not store', async () => {
  const key = { idempotencyKey: 'not kept' }
  await injectFault(local.url, { kind: 'server-error', stored: false })
  await expect(local.client.customers.create({ name: 'not kept' }, key)).rejects.toMatchObject({
    statusCode: 500,
  })
  await expect(local.client.customers.create({ name: 'not kept' }, key)).resolves.toMatchObject({
    name: 'not kept',
  })
})

test('stores an error that occurred during execution', async () => {
  const key = { idempotencyKey: 'missing' }
  const missing = { code: 'resource_missing', param: 'customer' }
  await expect(
    local.client.billingPortal.sessions.create({ customer: 'cus_none' }, key),
  ).rejects.toMatchObject(missing)
  await expect(
    local.client.billingPortal.sessions.create({ customer: 'cus_none' }, key),
  ).rejects.toMatchObject({
    ...missing,
    headers: { 'idempotent-replayed': 'true' },
  })
})

test.each([
  ['a validation failure', async () => {}, { name: 'free', colour: 'red' }, 400],
  ['a rate limit', () => injectFault(local.url, { kind: 'rate-limit' }), { name: 'free' }, 429],
  ['a lock timeout', () => injectFault(local.url, { kind: 'lock-timeout' }), { name: 'free' }, 429],
])('leaves the key unused after %s', async (what, prepare, params, status) => {
  const key = { idempotencyKey: `free after ${what}` }
  await prepare()
  await expect(local.client.customers.create(params, key)).rejects.toMatchObject({ statusCode: status })
  const created = await local.client.customers.create({ name: 'free' }, key)
  expect(created.lastResponse.headers['idempotent-replayed']).toBeUndefined()
})

test('responds 409 while the first call is in progress, and with the first response afterwards', async () => {
  const key = { idempotencyKey: 'slow' }
  await injectFault(local.url, { kind: 'latency', ms: 400 })
  const first = local.client.customers.create({ name: 'slow' }, key)
  while ((await listRequests(local.url)).at(-1)?.idempotencyKey !== 'slow')
    await new Promise((r) => setTimeout(r, 10))

  await expect(local.client.customers.create({ name: 'slow' }, key)).rejects.toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
    headers: { 'stripe-should-retry': 'true' },
  })

  const { id } = await first
  expect((await local.client.customers.create({ name: 'slow' }, key)).id).toBe(id)
  expect(await customersNamed('slow')).toHaveLength(1)
})

test('finishes a call whose caller gave up, so that a retry gets its response', async () => {
  await injectFault(local.url, { kind: 'latency', ms: 300 })
  const key = { idempotencyKey: 'gave up' }
  await expect(
    local.client.customers.create({ name: 'gave up' }, { ...key, timeout: 100 }),
  ).rejects.toMatchObject({
    type: 'StripeConnectionError',
  })
  await new Promise((resolve) => setTimeout(resolve, 400))
  const retried = await local.client.customers.create({ name: 'gave up' }, key)
  expect(retried.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(await customersNamed('gave up')).toHaveLength(1)
})

test('refuses a key of more than 255 characters', async () => {
  await expect(local.client.customers.create({}, { idempotencyKey: 'k'.repeat(256) })).rejects.toMatchObject({
    statusCode: 400,
  })
})
