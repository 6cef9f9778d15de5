import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { serve } from '@/tools/test/serve'
import { NO_REQUEST } from '../audit/event'
import type { Caller } from '../caller'
import { db } from '../db'
import { openPortal } from './open-portal'

vi.mock('../db', async (original) => {
  const actual = await original<typeof import('../db')>()
  return { db: vi.fn(actual.db) }
})

const URL_OF_PORTAL = 'https://billing.stripe.com/p/session/test_x'

/**
 * A stand-in for Stripe's portal sessions. It keeps the requests it receives, and knows every customer except
 * those in `unknown`.
 */
const requests: { customer: string; idempotencyKey: string | null }[] = []
const unknown = new Set<string>()
let stripe: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  stripe = await serve(async (request) => {
    const customer = new URLSearchParams(await request.text()).get('customer') ?? ''
    requests.push({ customer, idempotencyKey: request.headers.get('Idempotency-Key') })
    if (!unknown.has(customer)) return Response.json({ object: 'billing_portal.session', url: URL_OF_PORTAL })
    const error = {
      type: 'invalid_request_error',
      code: 'resource_missing',
      param: 'customer',
      message: 'No',
    }
    return Response.json({ error }, { status: 400 })
  })
  Object.assign(process.env, {
    APP_ENV: 'local',
    NEXTAUTH_SECRET: 'a secret of forty characters, or a few more',
    STRIPE_SECRET_KEY: 'sk_test_x',
    STRIPE_API_BASE_URL: stripe.origin,
    STRIPE_PORTAL_HOSTS: 'billing.stripe.com',
  })
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

beforeEach(() => {
  requests.length = 0
  vi.mocked(db).mockClear()
})

afterAll(async () => {
  await db().billingAccount.deleteMany({ where: { name: 'Open portal test' } })
  await db().$disconnect()
  await stripe.stop()
})

const newCustomer = () => `cus_${randomUUID().replaceAll('-', '')}`

async function newAccount(customerStaleAt: Date | null) {
  const data = { name: 'Open portal test', stripeCustomerId: newCustomer(), customerStaleAt }
  const select = { id: true, name: true, stripeCustomerId: true, customerStaleAt: true }
  return db().billingAccount.create({ data, select })
}
type Account = Awaited<ReturnType<typeof newAccount>>

const open = (account: Account, idempotencyKey: string | null = null) => {
  const scopes = ['billing_portal:create']
  const caller: Caller = { kind: 'api-key', keyId: 'open-portal-test', scopes, account }
  return openPortal({ caller, input: {}, idempotencyKey, from: NO_REQUEST })
}
const staleAtOf = async ({ id }: Account) =>
  (await db().billingAccount.findUniqueOrThrow({ where: { id } })).customerStaleAt

test('an opened portal clears the stale mark, and makes no query without one', async () => {
  const account = await newAccount(new Date('2026-01-01T00:00:00Z'))
  expect(await open(account)).toBe(URL_OF_PORTAL)
  expect(await staleAtOf(account)).toBeNull()

  vi.mocked(db).mockClear()
  expect(await open({ ...account, customerStaleAt: null })).toBe(URL_OF_PORTAL)
  expect(db).not.toHaveBeenCalled()
})

test('marks a customer that Stripe does not know, and clears the mark once it does', async () => {
  const account = await newAccount(null)
  unknown.add(account.stripeCustomerId ?? '')
  await expect(open(account)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const customerStaleAt = await staleAtOf(account)
  expect(customerStaleAt).toBeInstanceOf(Date)
  unknown.clear()
  await open({ ...account, customerStaleAt })
  expect(await staleAtOf(account)).toBeNull()
})

test('does not clear the mark of a link that has changed since', async () => {
  const account = await newAccount(new Date('2026-01-01T00:00:00Z'))
  await db().billingAccount.update({ where: { id: account.id }, data: { stripeCustomerId: newCustomer() } })
  await open(account)
  expect(await staleAtOf(account)).not.toBeNull()
})

test('an idempotency key may be repeated after the account’s customer changed', async () => {
  const account = { ...(await newAccount(null)), customerStaleAt: null }
  await open(account, 'order-1')
  await open(account, 'order-1')
  await open({ ...account, stripeCustomerId: newCustomer() }, 'order-1')
  const [first, repeat, other] = requests.map(({ idempotencyKey }) => idempotencyKey)
  expect(repeat).toBe(first)
  expect(other).not.toBe(first)
})

test('returns a user’s portal only if it is recorded, and does not record an API key’s', async () => {
  const account = await newAccount(null)
  const { id: userId } = await db().user.create({ data: {} })
  const openAs = (id: string) => {
    const caller: Caller = { kind: 'user', userId: id, memberships: [{ role: 'OWNER', account }] }
    return openPortal({ caller, input: {}, idempotencyKey: null, from: NO_REQUEST })
  }
  await open(account)
  expect(await openAs(userId)).toBe(URL_OF_PORTAL)
  await expect(openAs('unknown')).rejects.toThrow('AuditEvent_actorId_fkey')
  const events = await db().auditEvent.findMany({ where: { billingAccountId: account.id } })
  expect(events).toMatchObject([{ action: 'portal.requested', actor: 'USER', actorId: userId }])
  await db().user.delete({ where: { id: userId } })
})
