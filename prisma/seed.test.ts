import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashApiKey, mintApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { listRequests } from '@/tools/local/stripe/control'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { demo } from './seed/demo-people'
import { seedDemo } from './seed/seed-demo'

const key = mintApiKey()

let database: OwnDatabase
let stripe: TestStripe

beforeAll(async () => {
  ;[database, stripe] = await Promise.all([createOwnDatabase(), startTestStripe()])
  Object.assign(process.env, variables(stripe))
  await seedDemo(key)
})

afterAll(async () => {
  await db().$disconnect()
  await Promise.all([database.drop(), stripe.stop()])
})

const variables = (at: TestStripe) => ({
  APP_ENV: 'local',
  DATABASE_URL: database.url,
  STRIPE_SECRET_KEY: at.secretKey,
  STRIPE_API_BASE_URL: at.url,
  ORBITKIT_API_KEY: key,
})

/** Runs the program itself. */
const runSeed = (env: Record<string, string>) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'prisma/seed.ts'], {
    env: { ...process.env, ...variables(stripe), ...env },
  })

async function accounts() {
  const { rows } = await database.client.query<{ name: string; customer: string | null; people: string[] }>(
    `SELECT account.name, "stripeCustomerId" AS customer,
       (SELECT array_agg(role || ' ' || email ORDER BY role) FROM "Invitation" WHERE "billingAccountId" = account.id) AS people
     FROM "BillingAccount" AS account ORDER BY name DESC`,
  )
  return rows
}

const customerId = async () => (await accounts())[0]?.customer ?? ''

test('makes the demo’s accounts and people', async () => {
  const owner = `OWNER ${demo.owner.email}`
  expect(await accounts()).toEqual([
    {
      name: demo.account.name,
      customer: expect.stringMatching(/^cus_/),
      people: [owner, `MEMBER ${demo.member.email}`],
    },
    { name: demo.emptyAccount.name, customer: null, people: [owner] },
  ])
})

test('makes a customer with a card, a subscription and invoices over months', async () => {
  const customer = await customerId()
  const { metadata, invoice_settings } = (await stripe.client.customers.retrieve(customer)) as Stripe.Customer
  const { rows } = await database.client.query('SELECT id FROM "BillingAccount" WHERE name = $1', [
    demo.account.name,
  ])
  expect(metadata.billingAccountId).toBe(rows[0].id)
  const card = await stripe.client.paymentMethods.retrieve(String(invoice_settings.default_payment_method))
  expect(card).toMatchObject({ customer, card: { brand: 'visa', last4: '4242' } })
  expect((await stripe.client.subscriptions.list({ customer })).data).toMatchObject([{ status: 'active' }])

  const invoices = (await stripe.client.invoices.list({ customer })).data
  expect(invoices.every(({ status }) => status === 'paid')).toBe(true)
  const months = invoices.map(({ effective_at }) =>
    new Date((effective_at ?? 0) * 1000).toISOString().slice(0, 7),
  )
  expect(new Set(months).size).toBe(7)
})

test('stores the given key as a hash alone', async () => {
  const { rows } = await database.client.query('SELECT hash FROM "ApiKey"')
  expect(rows).toEqual([{ hash: hashApiKey(key) }])
  expect((await database.contents()).join()).not.toContain(key)
})

test('run again, changes nothing and asks Stripe once', async () => {
  const before = await accounts()
  const calls = await listRequests(stripe.url)
  await seedDemo(key)
  expect(await accounts()).toEqual(before)
  const more = (await listRequests(stripe.url)).slice(calls.length)
  expect(more.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /v1/customers/${before[0]?.customer}`,
  ])
})

test('makes the key good again, whatever became of it', async () => {
  await database.client.query(
    `UPDATE "ApiKey" SET "revokedAt" = now(), "expiresAt" = "createdAt" + interval '1 ms', scopes = ` +
      `'{other}'`,
  )
  await seedDemo(key)
  const { rows } = await database.client.query('SELECT "revokedAt", "expiresAt", scopes FROM "ApiKey"')
  expect(rows).toEqual([{ revokedAt: null, expiresAt: null, scopes: ['billing_portal:create'] }])
})

test('gives a person who has signed in the membership', async () => {
  await database.client.query(`INSERT INTO "User" (id, email) VALUES ('olivia', $1)`, [demo.owner.email])
  await seedDemo(key)
  const { rows } = await database.client.query(`SELECT role FROM "Membership" WHERE "userId" = 'olivia'`)
  expect(rows).toEqual([{ role: 'OWNER' }, { role: 'OWNER' }])
})

test('makes a new customer where Stripe lost its own', async () => {
  const lost = await customerId()
  const fresh = await startTestStripe()
  try {
    await runSeed(variables(fresh))
    expect(await customerId()).not.toBe(lost)
    expect((await fresh.client.invoices.list({ customer: await customerId() })).data).toHaveLength(7)
  } finally {
    await fresh.stop()
  }
})

test.each([
  ['a deployment that is not local', { APP_ENV: 'production' }, /APP_ENV=local/],
  ['a live Stripe key', { STRIPE_SECRET_KEY: 'sk_live_x' }, /test key/],
])('refuses %s', async (_, env, words) => {
  await expect(runSeed(env)).rejects.toMatchObject({ stderr: expect.stringMatching(words) })
})

test('refuses a key of another shape', async () => {
  await expect(seedDemo('secret')).rejects.toThrow('ORBITKIT_API_KEY is not an API key')
})
