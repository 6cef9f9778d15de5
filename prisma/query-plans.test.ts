import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/billing-portal/route'
import { listActivity } from '@/lib/audit/list-activity'
import { db } from '@/lib/db'
import { seed } from '@/tools/bench/servers/seed'
import { putFixtures } from '@/tools/local/stripe/control'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'

/** Enough rows that reading a whole table costs more than its index. */
const ROWS = 20_000

let own: OwnDatabase
let stripe: StripeAccount
let callers: Awaited<ReturnType<typeof seed>>

beforeAll(async () => {
  own = await createOwnDatabase()
  stripe = await startStripeAccount()
  Object.assign(process.env, { APP_ENV: 'local', DATABASE_URL: own.url, NEXTAUTH_SECRET: 'x'.repeat(32) })
  callers = await seed(own.url, { accounts: ROWS, keys: ROWS, callers: 1 })
  await own.client.query(`
    INSERT INTO "User" (id) SELECT 'other-' || i FROM generate_series(1, ${ROWS}) AS i;
    INSERT INTO "Membership" ("userId", "billingAccountId", role)
      SELECT 'other-' || i, 'account-' || i, 'OWNER' FROM generate_series(1, ${ROWS}) AS i;
    INSERT INTO "Session" (id, "sessionToken", "userId", expires)
      SELECT i, 'other-' || i, 'other-' || i, now() + interval '1 day' FROM generate_series(1, ${ROWS}) AS i;
    INSERT INTO "RateLimitBucket"
      SELECT 'key:other-' || i, 1, true, now() FROM generate_series(1, ${ROWS}) AS i;
    INSERT INTO "AuditEvent" (id, "billingAccountId", action, actor)
      SELECT i, 'account-' || i % 50 + 1, 'key.created', 'OPERATOR' FROM generate_series(1, ${ROWS}) AS i`)
  await own.client.query('VACUUM ANALYZE')
  await putFixtures(
    stripe.address,
    callers.customers.map((id) => ({ id, object: 'customer' })),
  )
})

afterAll(async () => {
  await db().$disconnect()
  await stripe.stop()
  await own.drop()
})

type Statement = { text: string; values: unknown[] }
type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] }

/** What this process sends to PostgreSQL meanwhile, with its values. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  const sent = query.mock.calls.map(([config]) => Object(config))
  query.mockRestore()
  return sent.map(({ text, values }) => ({ text, values }))
}

const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]

/**
 * The tables that a statement reads whole, and the indexes that it uses: in a plan for its values, and in the
 * one for any values, which PostgreSQL may keep for a named statement.
 */
async function planOf({ text, values }: Statement): Promise<{ whole: string[]; indexes: string[] }> {
  const plans = [
    await own.client.query(`EXPLAIN (FORMAT JSON) ${text}`, values),
    await own.client.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`),
  ]
  const nodes = plans.flatMap(({ rows }) => flat(rows[0]['QUERY PLAN'][0].Plan))
  return {
    whole: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [])),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
  }
}

const portalRequest = (headers: Record<string, string>) => async () => {
  const response = await POST(new Request('http://localhost/api/billing-portal', { method: 'POST', headers }))
  expect(response.status).toBe(200)
}

test.each([
  {
    of: 'a call with an API key',
    work: () => portalRequest(callers.keys[0] ?? {}),
    index: 'ApiKey_hash_key',
  },
  { of: 'a key’s limit', work: () => portalRequest(callers.keys[0] ?? {}), index: 'RateLimitBucket_pkey' },
  {
    of: 'a session',
    work: () => portalRequest(callers.sessions[0] ?? {}),
    index: 'Session_sessionToken_key',
  },
  {
    of: 'an account’s activity',
    work: () => () => listActivity(['account-1', 'account-2'], { limit: 20 }),
    index: 'AuditEvent_billingAccountId_createdAt_id_idx',
  },
])('$of is looked up by index, and no table is read whole', async ({ work, index }) => {
  const statements = await statementsOf(work())
  const plans: Awaited<ReturnType<typeof planOf>>[] = []
  for (const statement of statements) plans.push(await planOf(statement))
  expect(plans.flatMap(({ whole }) => whole)).toEqual([])
  expect(plans.flatMap(({ indexes }) => indexes)).toContain(index)
})
