import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { clearFaults, injectFault, listRequests, putFixtures } from '@/tools/local/stripe/control'
import { customerFixtures, daysFromNow } from '@/tools/test/customer-fixtures'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'
import { findSummary } from './find-summary'

// So long that a test in which only this timeout ends a call fails by its own.
vi.mock('../stripe/time-limits', async (original) => ({
  ...(await original<typeof import('../stripe/time-limits')>()),
  ATTEMPT_TIMEOUT_MS: 90_000,
}))

let account: StripeAccount
const lines: string[] = []

beforeAll(async () => {
  account = await startStripeAccount()
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})
beforeEach(async () => {
  lines.length = 0
  await clearFaults(account.address)
})
afterAll(() => account.stop())

const find = (customer: string) => findSummary(customer, { accountId: 'account', configuration: undefined })

async function newCustomer(changes?: Parameters<typeof customerFixtures>[1]): Promise<string> {
  const { id } = await account.client.customers.create({})
  await putFixtures(account.address, customerFixtures(id, changes))
  return id
}

test('reads a customer’s plan, next invoice, card, invoices, details and flows', async () => {
  expect(await find(await newCustomer())).toMatchObject({
    kind: 'known',
    plans: [{ name: 'Studio plan', price: { amount: 4_900 }, nextInvoice: { amount: 4_900 } }],
    due: null,
    paymentMethods: [{ kind: 'card', last4: '4242' }],
    invoices: [{ number: 'TEST-0002' }, { number: 'TEST-0001' }],
    details: { email: 'invoices@example.com', taxIds: ['DE123456789'] },
    flows: { updateCard: true, changePlan: null, cancel: expect.stringMatching(/^sub_/) },
  })
  expect(lines).toEqual([])
})

test('names the plan that a change made in the portal leads to', async () => {
  const { products, prices, billingPortal } = account.client
  const { id: product } = await products.create({ name: 'Team plan' })
  const { id: price } = await prices.create({
    currency: 'eur',
    unit_amount: 9_900,
    recurring: { interval: 'month' },
    product,
  })
  const { id: configuration } = await billingPortal.configurations.create({
    features: {
      payment_method_update: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product, prices: [price] }],
      },
    },
  })
  const phase = (start: number, priceId: string) => ({
    start_date: daysFromNow(start),
    end_date: daysFromNow(start + 30),
    items: [{ price: priceId, quantity: 2 }],
  })
  const customer = await newCustomer({ subscription: { schedule: 'sub_sched_1' } })
  const schedule = {
    id: 'sub_sched_1',
    object: 'subscription_schedule',
    status: 'active',
    end_behavior: 'release',
    phases: [phase(-10, `price_${customer.slice(4)}`), phase(20, price)],
  }
  await putFixtures(account.address, [schedule])
  const nextPlan = async () => {
    const summary = await findSummary(customer, { accountId: 'account', configuration })
    return summary.kind === 'known' && summary.plans?.[0]?.state
  }
  expect(await nextPlan()).toMatchObject({ kind: 'changes', to: '2 × Team plan' })

  const unknown = [phase(-10, price), phase(20, 'price_unknown')]
  await putFixtures(account.address, [{ ...schedule, phases: unknown }])
  expect(await nextPlan()).toMatchObject({ kind: 'changes', to: null })
})

test('never reads or returns another customer’s data', async () => {
  const [first, second] = [await newCustomer(), await newCustomer()]
  const own = second.slice(4)
  expect(JSON.stringify(await find(first))).not.toContain(own)
  const since = Date.now()
  await find(first)
  const customers = (await listRequests(account.address, { since })).map(({ customer }) => customer)
  expect(customers).not.toContain(second)
})

test('changes nothing at Stripe', async () => {
  const customer = await newCustomer()
  const since = Date.now()
  await find(customer)
  const calls = await listRequests(account.address, { since })
  expect(calls.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
    '/v1/invoices/create_preview',
  ])
})

test.each(['deleted', 'unknown'])('a customer that is %s is reported as gone', async (kind) => {
  const { id } = await account.client.customers.create({})
  if (kind === 'deleted') await account.client.customers.del(id)
  expect(await find(kind === 'deleted' ? id : 'cus_nowhere')).toEqual({ kind: 'gone' })
  // Stripe refuses to list what belongs to an unknown customer, too.
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'summary.customer-gone' }])
})

test('leaves out what the key may not read, and logs it once without personal data', async () => {
  const customer = await newCustomer()
  await injectFault(account.address, { kind: 'missing-permission', customer, path: '/v1/invoices', times: 3 })
  expect(await find(customer)).toMatchObject({
    kind: 'known',
    plans: [{ name: 'Studio plan', nextInvoice: null }],
    invoices: null,
  })
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    event: 'summary.incomplete',
    account: 'account',
    missing: expect.stringMatching(/^invoices \(the key lacks the permission\), open invoices/),
  })
  expect(lines.join()).not.toMatch(/cus_|rk_test|example\.com/)
})

test.each(['hang', 'reset-before', 'server-error', 'rate-limit'] as const)(
  'is unavailable within the deadline when Stripe fails (%s), without a retry',
  async (kind) => {
    const customer = await newCustomer()
    await injectFault(account.address, { kind, customer, times: 100 })
    expect(await find(customer)).toEqual({ kind: 'unavailable' })
    const calls = await listRequests(account.address, { path: `/v1/customers/${customer}` })
    expect(calls.filter(({ fault }) => fault === kind)).toHaveLength(1)
    expect(lines).toHaveLength(1)
  },
)

test('does not request the next invoice of a plan that ends or is paused', async () => {
  const customers = [
    await newCustomer({ subscription: { cancel_at_period_end: true } }),
    await newCustomer({ subscription: { pause_collection: { behavior: 'void', resumes_at: null } } }),
  ]
  const since = Date.now()
  for (const customer of customers)
    expect(await find(customer)).toMatchObject({ plans: [{ nextInvoice: null }] })
  expect(await listRequests(account.address, { since, path: '/v1/invoices/create_preview' })).toEqual([])
})
