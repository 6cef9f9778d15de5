import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { clearFaults, injectFault, listRequests } from '../control'
import type { FaultInput } from './fault'

const SESSIONS = '/v1/billing_portal/sessions'

let local: TestStripe
let customer: string
beforeAll(async () => {
  local = await startTestStripe()
  customer = (await local.client.customers.create({})).id
})
afterAll(() => local.stop())
beforeEach(() => clearFaults(local.url))

/** Connects like the app: a timeout per attempt, and only the package retries. */
const impatient = (maxNetworkRetries = 0) =>
  local.connect({ httpClient: Stripe.createFetchHttpClient(), timeout: 600, maxNetworkRetries })

const open = (client = local.client, idempotencyKey?: string) =>
  client.billingPortal.sessions.create({ customer }, idempotencyKey ? { idempotencyKey } : {})

const hits = async (since: number) => (await listRequests(local.url, { path: SESSIONS, since })).length

test.each<[FaultInput['kind'], object]>([
  ['rate-limit', { type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' }],
  [
    'lock-timeout',
    {
      type: 'StripeRateLimitError',
      statusCode: 429,
      code: 'lock_timeout',
      headers: { 'stripe-should-retry': 'true' },
    },
  ],
  ['server-error', { type: 'StripeAPIError', statusCode: 500 }],
  ['html-502', { type: 'StripeAPIError', message: expect.stringContaining('Invalid JSON') }],
  ['wrong-key', { type: 'StripeAuthenticationError', statusCode: 401 }],
  ['missing-permission', { type: 'StripePermissionError', statusCode: 403 }],
  ['deleted-customer', { code: 'resource_missing', param: 'customer' }],
  ['other-mode-customer', { code: 'resource_missing', param: 'customer' }],
  ['no-configuration', { type: 'StripeInvalidRequestError' }],
])('%s fails one call, and the next works', async (kind, failure) => {
  await injectFault(local.url, { kind, customer })
  await expect(open()).rejects.toMatchObject(failure)
  await expect(open()).resolves.toMatchObject({ customer })
})

test.each<[FaultInput['kind'], unknown]>([
  ['missing-url', undefined],
  ['foreign-url', expect.stringMatching(/^https:\/\/billing\.stripe\.com\.attacker\.invalid\//)],
])('%s responds 200 with that URL', async (kind, url) => {
  await injectFault(local.url, { kind, path: SESSIONS })
  expect((await open()).url).toEqual(url)
})

test.each<[FaultInput, number]>([
  [{ kind: 'hang' }, 1],
  [{ kind: 'latency', ms: 2_000 }, 1],
  [{ kind: 'drip', ms: 100 }, 1],
])('%o outlasts the timeout of an attempt', async (fault, seen) => {
  const since = Date.now()
  await injectFault(local.url, fault)
  await expect(open(impatient())).rejects.toMatchObject({ type: 'StripeConnectionError' })
  expect(Date.now() - since).toBeGreaterThanOrEqual(590)
  expect(await hits(since)).toBe(seen)
})

test('latency responds after the delay', async () => {
  const since = Date.now()
  await injectFault(local.url, { kind: 'latency', ms: 200 })
  await expect(open()).resolves.toMatchObject({ customer })
  expect(Date.now() - since).toBeGreaterThanOrEqual(200)
})

test('drip sends the whole response, a byte at a time', async () => {
  await injectFault(local.url, { kind: 'drip', ms: 1 })
  await expect(open()).resolves.toMatchObject({ customer })
})

test('reset-before executes nothing, so that a retry executes', async () => {
  await injectFault(local.url, { kind: 'reset-before' })
  const session = await open(impatient(1), 'reset before')
  expect(session.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(
    (await listRequests(local.url)).filter((r) => r.idempotencyKey === 'reset before').map((r) => r.status),
  ).toEqual([null, 200])
})

test('reset-after loses the response, and a retry with the same key gets it', async () => {
  await injectFault(local.url, { kind: 'reset-after' })
  await expect(open(impatient(), 'lost')).rejects.toMatchObject({ type: 'StripeConnectionError' })
  const session = await open(local.client, 'lost')
  expect(session.lastResponse.headers['idempotent-replayed']).toBe('true')
})

test('fails the given number of matching calls, and no others', async () => {
  const other = (await local.client.customers.create({})).id
  await injectFault(local.url, { kind: 'rate-limit', customer, path: SESSIONS, times: 2 })

  await expect(local.client.billingPortal.sessions.create({ customer: other })).resolves.toBeDefined()
  await expect(local.client.customers.retrieve(customer)).resolves.toBeDefined()
  await expect(open()).rejects.toMatchObject({ statusCode: 429 })
  await expect(open()).rejects.toMatchObject({ statusCode: 429 })
  await expect(open()).resolves.toBeDefined()
})

test('clears pending faults', async () => {
  await injectFault(local.url, { kind: 'rate-limit', times: 100 })
  await clearFaults(local.url)
  await expect(open()).resolves.toBeDefined()
})

test('fails for a customer whose metadata says so, but lets it be repaired', async () => {
  const { id } = await local.client.customers.create({ metadata: { local_fault: 'lock-timeout' } })
  const session = () => local.client.billingPortal.sessions.create({ customer: id })
  await expect(session()).rejects.toMatchObject({ code: 'lock_timeout' })
  await expect(session()).rejects.toMatchObject({ code: 'lock_timeout' })
  await local.client.customers.update(id, { metadata: { local_fault: '' } })
  await expect(session()).resolves.toBeDefined()
})

test('stops even if calls hang', async () => {
  const own = await startTestStripe()
  await injectFault(own.url, { kind: 'hang' })
  const hanging = own.client.customers.list().catch((error: unknown) => error)
  while ((await listRequests(own.url)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await own.stop()
  expect(await hanging).toMatchObject({ type: 'StripeConnectionError' })
})
