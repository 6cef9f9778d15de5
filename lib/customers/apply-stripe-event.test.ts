import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { clearFaults, injectFault, listRequests } from '@/tools/local/stripe/control'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'
import { db } from '../db'
import { applyStripeEvent } from './apply-stripe-event'

const mine: string[] = []
const lines: string[] = []
let account: StripeAccount

beforeAll(async () => {
  account = await startStripeAccount()
  // The log lines are part of the guarantees.
  vi.stubEnv('LOG_LEVEL', 'info')
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
})

beforeEach(async () => {
  lines.length = 0
  await clearFaults(account.address)
})

afterAll(async () => {
  await db().billingAccount.deleteMany({ where: { id: { in: mine } } })
  await db().$disconnect()
  await account.stop()
})

async function newAccount(stripeCustomerId: string | null = null, customerStaleAt: Date | null = null) {
  const data = { name: 'Stripe event test', stripeCustomerId, customerStaleAt }
  const { id } = await db().billingAccount.create({ data })
  mine.push(id)
  return id
}

const linked = (stripeCustomerId: string | null, customerStaleAt: Date | null = null) => ({
  stripeCustomerId,
  customerStaleAt,
})
const linkOf = (id: string) =>
  db().billingAccount.findUniqueOrThrow({
    where: { id },
    select: { stripeCustomerId: true, customerStaleAt: true },
  })

async function newCustomer(billingAccountId?: string): Promise<string> {
  const metadata = { ...(billingAccountId && { billingAccountId }) }
  return (await account.client.customers.create({ metadata })).id
}

/** The part of an event that is read; the package's types require all of it. */
const event = (type: string, object: object, rest: object = {}) =>
  ({
    id: 'evt_1',
    object: 'event',
    livemode: false,
    type,
    data: { object },
    ...rest,
  }) as unknown as Stripe.Event

const updated = (id: string, billingAccountId: string) =>
  event('customer.updated', { id, metadata: { billingAccountId } })
const checkedOut = (customer: string, client_reference_id: string) =>
  event('checkout.session.completed', { customer, client_reference_id })
const deleted = (id: string) => event('customer.deleted', { id, metadata: {} })

test.each([
  { name: 'of an unknown type', type: 'customer.teleported', rest: {}, reason: 'type' },
  { name: 'of the other mode', type: 'customer.updated', rest: { livemode: true }, reason: 'other-mode' },
  {
    name: 'of a connected account',
    type: 'customer.updated',
    rest: { account: 'acct_1' },
    reason: 'connected-account',
  },
  {
    name: "of one of an organization's accounts",
    type: 'customer.updated',
    rest: { context: 'acct_1' },
    reason: 'organization',
  },
])('ignores an event $name without asking Stripe', async ({ type, rest, reason }) => {
  const claimed = await newAccount()
  const customer = await newCustomer(claimed)
  const ignored = event(type, { id: customer, metadata: { billingAccountId: claimed } }, rest)
  expect(await applyStripeEvent(ignored)).toEqual({ kind: 'ignored', reason })
  expect(await listRequests(account.address, { path: `/v1/customers/${customer}` })).toEqual([])
  expect(await linkOf(claimed)).toEqual(linked(null))
})

test('never moves a customer between accounts, and logs it', async () => {
  const customer = await newCustomer()
  const [holder, claimant] = [await newAccount(customer), await newAccount()]
  expect(await applyStripeEvent(checkedOut(customer, claimant))).toMatchObject({
    kind: 'refused',
    reason: 'customer-of-another-account',
  })
  expect(await linkOf(holder)).toEqual(linked(customer))
  expect(await linkOf(claimant)).toEqual(linked(null))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 'warn',
      event: 'customer.refused',
      stripeEvent: 'evt_1',
      account: claimant,
      holder,
      todo: expect.stringContaining('account unlink'),
    },
  ])
})

test.each([
  { name: 'lives', staleAt: null },
  { name: 'lives although it was once called stale', staleAt: new Date('2026-01-01T00:00:00Z') },
])('never replaces a customer that $name', async ({ staleAt }) => {
  const [first, second] = [await newCustomer(), await newCustomer()]
  const occupied = await newAccount(first, staleAt)
  expect(await applyStripeEvent(checkedOut(second, occupied))).toMatchObject({
    kind: 'refused',
    reason: 'account-has-another-customer',
  })
  expect(await linkOf(occupied)).toEqual(linked(first, staleAt))
  expect(lines.join('')).toContain(occupied)
})

test('never replaces a customer that the key does not know', async () => {
  const elsewhere = `cus_Elsewhere${Date.now()}`
  const occupied = await newAccount(elsewhere)
  expect(await applyStripeEvent(checkedOut(await newCustomer(), occupied))).toMatchObject({
    kind: 'refused',
    reason: 'account-has-another-customer',
  })
  expect(await linkOf(occupied)).toEqual(linked(elsewhere))
})

test('replaces a deleted customer before the deletion event arrives', async () => {
  const [first, second] = [await newCustomer(), await newCustomer()]
  const occupied = await newAccount(first)
  await account.client.customers.del(first)
  expect(await applyStripeEvent(checkedOut(second, occupied))).toEqual({ kind: 'attached' })
  expect(await applyStripeEvent(deleted(first))).toEqual({ kind: 'detached' })
  expect(await linkOf(occupied)).toEqual(linked(second))
})

test('uses the customer’s current metadata, not the event’s snapshot', async () => {
  const [before, now] = [await newAccount(), await newAccount()]
  const customer = await newCustomer(now)
  expect(await applyStripeEvent(updated(customer, before))).toEqual({ kind: 'attached' })
  expect(await linkOf(before)).toEqual(linked(null))
  expect(await linkOf(now)).toEqual(linked(customer))
})

test('the customer’s metadata takes precedence over a checkout', async () => {
  const [its, another] = [await newAccount(), await newAccount()]
  const customer = await newCustomer(its)
  expect(await applyStripeEvent(checkedOut(customer, another))).toEqual({
    kind: 'refused',
    reason: 'metadata-names-another-account',
  })
  expect(await linkOf(its)).toEqual(linked(null))
  expect(await linkOf(another)).toEqual(linked(null))
  expect(await applyStripeEvent(checkedOut(customer, its))).toEqual({ kind: 'attached' })
})

test('ignores an affiliate program’s checkout reference without a warning', async () => {
  const its = await newAccount()
  const customer = await newCustomer(its)
  const event = checkedOut(customer, '3f1c9a3e-5a55-4f6e-9b0a-0f5f5b7f8f11')
  expect(await applyStripeEvent(event)).toEqual({ kind: 'attached' })
  expect(await applyStripeEvent(event)).toEqual({ kind: 'unchanged' })
  expect(await linkOf(its)).toEqual(linked(customer))
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['customer.attached'])
})

test('keeps a link that the customer no longer names, because an operator may have set it', async () => {
  const customer = await newCustomer()
  const held = await newAccount(customer)
  expect(await applyStripeEvent(updated(customer, held))).toEqual({ kind: 'names-no-account' })
  expect(await linkOf(held)).toEqual(linked(customer))
})

test('an event of a live customer clears the stale mark', async () => {
  const customer = await newCustomer()
  const stale = await newAccount(customer, new Date())
  expect(await applyStripeEvent(checkedOut(customer, stale))).toEqual({ kind: 'attached' })
  expect(await linkOf(stale)).toEqual(linked(customer))
  expect(await applyStripeEvent(checkedOut(customer, stale))).toEqual({ kind: 'unchanged' })
})

test('a deletion detaches a stale customer, too, without asking Stripe, and may come twice', async () => {
  const customer = await newCustomer()
  const stale = await newAccount(customer, new Date())
  await injectFault(account.address, { kind: 'wrong-key', customer })
  for (let time = 0; time < 2; time++)
    expect(await applyStripeEvent(deleted(customer))).toEqual({ kind: 'detached' })
  expect(await linkOf(stale)).toEqual(linked(null))
})

test('refuses an account that does not exist, without logging its name from Stripe', async () => {
  const customer = await newCustomer()
  for (const reference of ['olivia@example.com', 'Olivia Owner', "'; DROP TABLE --", 'x'.repeat(200)])
    expect(await applyStripeEvent(checkedOut(customer, reference))).toEqual({
      kind: 'refused',
      reason: 'no-such-account',
    })
  expect(lines).toHaveLength(4)
  expect(lines.join('')).not.toMatch(/olivia|DROP|xxx|cus_/i)
})

test('exactly one of several live customers that claim one account concurrently gets it', async () => {
  const claimed = await newAccount()
  const customers = await Promise.all(Array.from({ length: 5 }, () => newCustomer()))
  const applied = await Promise.all(
    [...customers, ...customers].map((customer) => applyStripeEvent(checkedOut(customer, claimed))),
  )
  expect(customers).toContain((await linkOf(claimed)).stripeCustomerId)
  const kinds = applied.map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['attached', ...Array(8).fill('refused'), 'unchanged'])
})

test('exactly one of several accounts that claim one customer concurrently gets it', async () => {
  const customer = await newCustomer()
  const accounts = await Promise.all(Array.from({ length: 6 }, () => newAccount()))
  await Promise.all(accounts.map((claimed) => applyStripeEvent(checkedOut(customer, claimed))))
  const links = await Promise.all(accounts.map(linkOf))
  const held = links.map(({ stripeCustomerId }) => stripeCustomerId).filter((id) => id !== null)
  expect(held).toEqual([customer])
})

test('fails an event about a customer that the key does not know, so that Stripe redelivers it', async () => {
  const claimed = await newAccount()
  await expect(applyStripeEvent(checkedOut('cus_OfAnotherAccount', claimed))).rejects.toMatchObject({
    code: 'INTERNAL_ERROR',
    status: 500,
    message: expect.stringContaining('must belong to the same Stripe account'),
  })
  expect(await linkOf(claimed)).toEqual(linked(null))
})

test('logs which permission a restricted key lacks', async () => {
  const [claimed, customer] = [await newAccount(), await newCustomer()]
  await injectFault(account.address, { kind: 'missing-permission', customer })
  await expect(applyStripeEvent(checkedOut(customer, claimed))).rejects.toMatchObject({
    code: 'INTERNAL_ERROR',
    message: expect.stringContaining('read access to Customers'),
  })
  expect(await linkOf(claimed)).toEqual(linked(null))
})
