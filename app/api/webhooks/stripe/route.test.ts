import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { clearFaults, emitEvent, injectFault, listRequests } from '@/tools/local/stripe/control'
import { serve } from '@/tools/test/serve'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'
import * as route from './route'

// Shorter than in the app, so that no test waits for long. e2e/failures/stripe-fails.spec.ts has the real
// wait.
vi.mock('@/lib/stripe/time-limits', () => ({ ATTEMPT_TIMEOUT_MS: 800, DEADLINE_MS: 2_300 }))

const RETIRING_SECRET = 'whsec_retiring'
const SECRET = 'whsec_current'

const mine: string[] = []
const lines: string[] = []
let endpoint: Awaited<ReturnType<typeof serve>>
let account: StripeAccount

beforeAll(async () => {
  endpoint = await serve(route.POST)
  account = await startStripeAccount({ url: endpoint.origin, secret: SECRET })
  process.env.STRIPE_WEBHOOK_SECRET = `${RETIRING_SECRET},${SECRET}`
  // The log lines are part of the contract.
  vi.stubEnv('LOG_LEVEL', 'info')
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})

beforeEach(async () => {
  lines.length = 0
  await clearFaults(account.address)
})

afterAll(async () => {
  await account.stop()
  await endpoint.stop()
  await db().billingAccount.deleteMany({ where: { id: { in: mine } } })
  await db().$disconnect()
})

async function newAccount(stripeCustomerId: string | null = null): Promise<string> {
  const { id } = await db().billingAccount.create({ data: { name: 'Webhook test', stripeCustomerId } })
  mine.push(id)
  return id
}

async function customerOf(id: string): Promise<string | null> {
  return (await db().billingAccount.findUniqueOrThrow({ where: { id } })).stripeCustomerId
}

async function newCustomer(billingAccountId?: string): Promise<string> {
  const metadata = { ...(billingAccountId && { billingAccountId }) }
  return (await account.client.customers.create({ metadata })).id
}

const eventBody = (type: string, object: object) =>
  JSON.stringify({ id: `evt_${randomUUID()}`, object: 'event', livemode: false, type, data: { object } })
const checkedOut = (customer: string, client_reference_id: string) =>
  eventBody('checkout.session.completed', { object: 'checkout.session', customer, client_reference_id })
const deleted = (id: string) => eventBody('customer.deleted', { id, object: 'customer', metadata: {} })

function sign(payload: string, secret = SECRET, ageSeconds = 0): string {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
}

async function deliver(body: string, signature: string | null = sign(body)) {
  const headers = { 'Content-Type': 'application/json', ...(signature && { 'Stripe-Signature': signature }) }
  const response = await fetch(endpoint.origin, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json() }
}

test('attaches and detaches a customer that names its account, as Stripe delivers it', async () => {
  const followed = await newAccount()
  const customer = await newCustomer(followed)
  await expect.poll(() => customerOf(followed), { timeout: 10_000 }).toBe(customer)
  await account.client.customers.del(customer)
  await expect.poll(() => customerOf(followed), { timeout: 10_000 }).toBeNull()
})

test('attaches a customer whose metadata names its account later, as Stripe delivers it', async () => {
  const named = await newAccount()
  const customer = await newCustomer()
  await account.client.customers.update(customer, { metadata: { billingAccountId: named } })
  await expect.poll(() => customerOf(named), { timeout: 10_000 }).toBe(customer)
})

test('attaches the customer of a checkout for an account, as Stripe delivers it', async () => {
  const named = await newAccount()
  const customer = await newCustomer()
  const object = { id: 'cs_1', object: 'checkout.session', client_reference_id: named, customer }
  await emitEvent(account.address, { type: 'checkout.session.completed', object })
  await expect.poll(() => customerOf(named), { timeout: 10_000 }).toBe(customer)
})

test.each([
  { name: 'no signature', signature: () => null },
  { name: 'the signature of another secret', signature: (body: string) => sign(body, 'whsec_another') },
  { name: 'an old signature', signature: (body: string) => sign(body, SECRET, 301) },
  { name: 'the signature of another body', signature: () => sign('{}') },
])('refuses $name with 400, without calling Stripe or changing anything', async ({ signature }) => {
  const customer = await newCustomer()
  const [claimant, holder] = [await newAccount(), await newAccount(customer)]
  for (const body of [checkedOut(customer, claimant), deleted(customer)])
    expect(await deliver(body, signature(body))).toEqual({
      status: 400,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          message: 'The Stripe-Signature does not match the body, or is too old',
          docUrl: expect.stringContaining('/api/errors/#validation_failed'),
        },
      },
    })
  expect(await listRequests(account.address, { path: `/v1/customers/${customer}` })).toEqual([])
  expect(await customerOf(claimant)).toBeNull()
  expect(await customerOf(holder)).toBe(customer)
})

test('accepts both secrets during a rotation', async () => {
  for (const secret of [RETIRING_SECRET, SECRET]) {
    const [claimant, customer] = [await newAccount(), await newCustomer()]
    const body = checkedOut(customer, claimant)
    expect(await deliver(body, sign(body, secret))).toEqual({ status: 200, body: { outcome: 'attached' } })
    expect(await customerOf(claimant)).toBe(customer)
  }
})

test('returns 500 without a secret, so that Stripe redelivers, and logs what to set', async () => {
  vi.resetModules()
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', '')
  try {
    const { POST } = await import('./route')
    const [claimant, customer] = [await newAccount(), await newCustomer()]
    const body = checkedOut(customer, claimant)
    const headers = { 'Stripe-Signature': sign(body) }
    const response = await POST(new Request(endpoint.origin, { method: 'POST', headers, body }))
    expect(response.status).toBe(500)
    expect(lines.join('')).toContain('Set STRIPE_WEBHOOK_SECRET')
    expect(await customerOf(claimant)).toBeNull()
  } finally {
    vi.unstubAllEnvs()
  }
})

test('acknowledges an event of an unknown type', async () => {
  const body = eventBody('customer.teleported', { id: 'cus_1' })
  expect(await deliver(body)).toEqual({ status: 200, body: { outcome: 'ignored', reason: 'type' } })
})

test('accepts an event of 512 KiB and refuses a larger one with 413', async () => {
  const ofLength = (length: number) => {
    const short = eventBody('customer.teleported', { padding: '' })
    return short.replace('"padding":""', `"padding":"${'x'.repeat(length - short.length)}"`)
  }
  expect((await deliver(ofLength(512 * 1024))).status).toBe(200)
  expect(await deliver(ofLength(512 * 1024 + 1))).toMatchObject({
    status: 413,
    body: { error: { code: 'VALIDATION_FAILED' } },
  })
})

test('returns 405 for other methods', async () => {
  const response = await route.GET(new Request(endpoint.origin))
  expect(response.status).toBe(405)
  expect(response.headers.get('Allow')).toBe('POST')
})

test.each([
  { kind: 'rate-limit', times: 1, status: 503, code: 'PAYMENT_ERROR' },
  { kind: 'reset-before', times: 4, status: 502, code: 'PAYMENT_ERROR' },
  { kind: 'html-502', times: 4, status: 502, code: 'PAYMENT_ERROR' },
  { kind: 'wrong-key', times: 1, status: 500, code: 'INTERNAL_ERROR' },
] as const)(
  'returns $status and changes nothing while Stripe fails with $kind, and applies the redelivery',
  async ({ kind, times, status, code }) => {
    const [claimant, customer] = [await newAccount(), await newCustomer()]
    const body = checkedOut(customer, claimant)
    await injectFault(account.address, { kind, times, customer })
    const failed = await deliver(body)
    expect(failed).toMatchObject({ status, body: { error: { code } } })
    expect(JSON.stringify(failed.body)).not.toMatch(/cus_|sk_|rk_|req_/)
    expect(await customerOf(claimant)).toBeNull()

    await clearFaults(account.address)
    expect(await deliver(body)).toEqual({ status: 200, body: { outcome: 'attached' } })
    expect(await customerOf(claimant)).toBe(customer)
  },
)

test('gives up when Stripe hangs', async () => {
  const [claimant, customer] = [await newAccount(), await newCustomer()]
  await injectFault(account.address, { kind: 'hang', times: 4, customer })
  expect(await deliver(checkedOut(customer, claimant))).toMatchObject({ status: 504 })
  expect(await customerOf(claimant)).toBeNull()
})

test('logs no customer, no secret and no address', async () => {
  const [claimant, customer] = [await newAccount(), await newCustomer()]
  const another = await newCustomer()
  for (const body of [checkedOut(customer, claimant), checkedOut(another, claimant), deleted(customer)])
    expect((await deliver(body)).status).toBe(200)
  await deliver('{"email":"olivia@example.com"}', 'noise')
  const events = lines.map((line) => JSON.parse(line).event)
  expect(events.filter((event) => event !== 'request.done')).toEqual([
    'customer.attached',
    'customer.refused',
    'customer.detached',
    'request.failed',
  ])
  expect(lines.join('')).not.toMatch(/cus_|whsec_|sk_test|olivia/)
})
