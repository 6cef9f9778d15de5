import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { injectFault, listRequests } from '@/tools/local/stripe/control'
import type { FaultInput } from '@/tools/local/stripe/faults/fault'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import { stripe } from './client'
import { createPortalSession, requireOwnSubscription } from './portal-session'
import { withinDeadline } from './within-deadline'

// Shorter than in the app, so that no test waits for long. e2e/failures/stripe-fails.spec.ts has the real
// wait.
vi.mock('./time-limits', () => ({ ATTEMPT_TIMEOUT_MS: 800, DEADLINE_MS: 2_300 }))

let local: Awaited<ReturnType<typeof startStripe>>
beforeAll(async () => {
  local = await startStripe({ statePath: null })
  Object.assign(process.env, { APP_ENV: 'local', ...local.variables })
})
afterAll(() => local.stop())

type Fault = Omit<FaultInput, 'customer'>

/** A customer whose next calls fail with these faults, each once by default. */
async function customerWith(...faults: Fault[]): Promise<string> {
  const { id: customer } = await stripe().customers.create()
  for (const fault of faults) await injectFault(local.address, { ...fault, customer })
  return customer
}

const callsFor = async (customer: string) =>
  listRequests(local.address, { customer, path: '/v1/billing_portal/sessions' })

const keysOf = async (customer: string) =>
  (await callsFor(customer)).map(({ idempotencyKey }) => idempotencyKey)

/** One key per number of stored failures. */
const numbered = (name: string) => (storedFailures: number) => `${name}-${storedFailures}`

test('creates a session with one call and returns its URL', async () => {
  const customer = await customerWith()
  expect(await createPortalSession({ customer })).toMatch(/\/p\/session\/test_\w+$/)
  expect(await callsFor(customer)).toMatchObject([{ status: 200, idempotencyKey: expect.any(String) }])
})

describe.concurrent('retries a transient failure once, under the same key', () => {
  const passing: Fault[] = [
    { kind: 'hang' },
    { kind: 'drip' },
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'html-502' },
    { kind: 'lock-timeout' },
    { kind: 'server-error', stored: false },
  ]
  for (const fault of passing)
    test(`${fault.kind}: the second call succeeds`, async ({ expect }) => {
      const customer = await customerWith(fault)
      await createPortalSession({ customer })
      const [first, second, ...more] = await keysOf(customer)
      expect(first).toEqual(expect.any(String))
      expect(second).toBe(first)
      expect(more).toEqual([])
    })

  test('but not twice', async ({ expect }) => {
    const customer = await customerWith({ kind: 'html-502', times: 2 })
    await expect(createPortalSession({ customer })).rejects.toMatchObject({ status: 502 })
    expect(await keysOf(customer)).toHaveLength(2)
  })

  test('returns the session that a lost attempt created', async ({ expect }) => {
    const customer = await customerWith({ kind: 'reset-after' })
    const url = await createPortalSession({ customer }, numbered('lost'))
    expect(await createPortalSession({ customer }, numbered('lost'))).toBe(url)
  })

  test('two requests without a key use different keys', async ({ expect }) => {
    const customer = await customerWith()
    const [first, second] = [await createPortalSession({ customer }), await createPortalSession({ customer })]
    expect(second).not.toBe(first)
  })
})

describe.concurrent('does not retry a permanent failure', () => {
  const lasting = [
    'rate-limit',
    'wrong-key',
    'missing-permission',
    'no-configuration',
    'deleted-customer',
  ] as const
  for (const kind of lasting)
    test(kind, async ({ expect }) => {
      const customer = await customerWith({ kind })
      await expect(createPortalSession({ customer })).rejects.toThrow()
      expect(await callsFor(customer)).toHaveLength(1)
    })
})

describe.concurrent('a failure that Stripe stores under its key', () => {
  test('is retried under the next key, at once', async ({ expect }) => {
    const customer = await customerWith({ kind: 'server-error' })
    await createPortalSession({ customer }, numbered('a'))
    expect(await keysOf(customer)).toEqual(['a-0', 'a-1'])
  })

  test('is skipped by the next request, which keeps both its attempts', async ({ expect }) => {
    // Three failures and the two replays between them, each of which uses up a fault.
    const customer = await customerWith({ kind: 'server-error', times: 5 })
    await expect(createPortalSession({ customer }, numbered('b'))).rejects.toMatchObject({ status: 502 })
    const url = await createPortalSession({ customer }, numbered('b'))
    expect(await keysOf(customer)).toEqual(['b-0', 'b-1', 'b-0', 'b-1', 'b-2', 'b-3'])
    expect(await createPortalSession({ customer }, numbered('b'))).toBe(url)
  })

  test('ends the request when there are more than ten', async ({ expect }) => {
    const customer = await customerWith({ kind: 'server-error', times: 100 })
    for (let request = 0; request < 7; request += 1)
      await expect(createPortalSession({ customer }, numbered('c'))).rejects.toMatchObject({ status: 502 })
    const before = (await callsFor(customer)).length
    await expect(createPortalSession({ customer }, numbered('c'))).rejects.toMatchObject({ status: 502 })
    expect((await callsFor(customer)).length - before).toBeLessThanOrEqual(13)
  })

  test('of the request itself is replayed and not retried', async ({ expect }) => {
    const customer = await customerWith({ kind: 'deleted-customer' })
    for (let request = 0; request < 2; request += 1)
      await expect(createPortalSession({ customer }, numbered('d'))).rejects.toMatchObject({ status: 404 })
    expect(await keysOf(customer)).toEqual(['d-0', 'd-0'])
  })
})

describe.concurrent('the deadline', () => {
  for (const kind of ['hang', 'drip'] as const)
    test(`${kind}: leaves room for two whole attempts`, async ({ expect }) => {
      const customer = await customerWith({ kind, times: 10 })
      await expect(withinDeadline(createPortalSession({ customer }))).rejects.toMatchObject({
        status: 504,
        message: expect.stringContaining('did not respond in time'),
      })
      expect(await keysOf(customer)).toHaveLength(2)
    })

  test('does not wait twice for an attempt that Stripe still processes', async ({ expect }) => {
    const customer = await customerWith({ kind: 'latency', ms: 60_000 })
    await expect(createPortalSession({ customer })).rejects.toMatchObject({ status: 504 })
    expect(await callsFor(customer)).toMatchObject([{ status: null }, { status: 409 }])
  })

  test('cuts off a chain of calls that exceeds no single limit', async ({ expect }) => {
    const customer = await customerWith({ kind: 'latency', ms: 400 }, { kind: 'hang', times: 10 })
    const chain = stripe()
      .customers.retrieve(customer)
      .then(() => createPortalSession({ customer }))
    await expect(withinDeadline(chain)).rejects.toMatchObject({
      status: 504,
      code: 'PAYMENT_ERROR',
      message: expect.stringContaining('within the deadline'),
    })
  })

  test('passes on a timely result or failure', async ({ expect }) => {
    expect(await withinDeadline(Promise.resolve('url'))).toBe('url')
    await expect(withinDeadline(Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})

describe('a subscription', () => {
  test("that is the customer's own passes; another's and one that is not there fail alike", async () => {
    const [own, another] = [await customerWith(), await customerWith()]
    const { id: product } = await stripe().products.create({ name: 'Plan' })
    const recurring = { interval: 'month' as const }
    const { id: price } = await stripe().prices.create({
      currency: 'eur',
      unit_amount: 100,
      recurring,
      product,
    })
    const { id } = await stripe().subscriptions.create({
      customer: own,
      items: [{ price }],
      collection_method: 'send_invoice',
      days_until_due: 14,
    })
    await requireOwnSubscription(id, own)
    const foreign = await requireOwnSubscription(id, another).catch((error: unknown) => error)
    const missing = await requireOwnSubscription('sub_nowhere', another).catch((error: unknown) => error)
    expect(foreign).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      details: [{ path: 'flow.subscription' }],
    })
    expect(foreign).toEqual(missing)
  })
})
