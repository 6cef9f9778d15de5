import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { apiKeyStart, hashApiKey, mintApiKey } from '@/lib/api-keys/format'
import { connectDatabase } from '@/lib/database/connect-database'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { startPostgres } from '@/tools/local/postgres/start-postgres'
import { bearer, send } from '../fixtures/send'
import { portalCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { DATABASE_UNAVAILABLE, expectFailedResponse } from './expect-failed-response'
import { type Load, startLoad } from './load'

/** This test's own database, because it is stopped. */
const DIRECTORY = join(process.env.LOCAL_DIRECTORY || '.local', 'stopped-postgres')

/** The longest a request may take, whatever the database does. See database-frozen.spec.ts. */
const PATIENCE_MS = 20_000

/** The longest that recovery may take once the database is back. */
const RECOVERY_MS = 20_000

/** So many responses of each load are seen before, during and after. */
const ENOUGH = 20

/**
 * The different statuses of the newest responses of each load, to requests sent since then; null for too few.
 */
function lastStatuses(since: number, ...loads: Load[]): number[] | null {
  const newest = loads.map(({ answers }) => answers.filter(({ from }) => from >= since).slice(-ENOUGH))
  if (newest.some(({ length }) => length < ENOUGH)) return null
  return [...new Set(newest.flat().map(({ status }) => status))]
}

test('returns 503 while PostgreSQL restarts under load, without calling Stripe, and then recovers', async ({
  data,
  startApp,
}) => {
  const customer = await data.customer()
  let postgres = await startPostgres({ directory: DIRECTORY })
  const DATABASE_URL = String(postgres.variables.DATABASE_URL)
  const key = await prepare(DATABASE_URL, customer)
  const { address: origin } = await startApp({ DATABASE_URL, RATE_LIMIT_PER_MINUTE: '100000' })
  // The first request of a process is slow, because it loads code.
  expect((await send({ origin, headers: bearer({ key }) })).status).toBe(200)

  const portal = startLoad({ origin, headers: bearer({ key }) }, 8)
  const health = startLoad({ origin, method: 'GET', path: '/api/health' }, 1)
  const readiness = startLoad({ origin, method: 'GET', path: '/api/health/ready' }, 1)
  await expect.poll(() => lastStatuses(0, portal, readiness)).toEqual([200])
  await postgres.stop()
  const stopped = Date.now()
  await expect.poll(() => lastStatuses(stopped, portal, readiness), { timeout: 30_000 }).toEqual([503])
  const starting = Date.now()
  postgres = await startPostgres({ directory: DIRECTORY, port: Number(new URL(DATABASE_URL).port) })
  const recovered = () => lastStatuses(starting, portal, readiness)
  await expect.poll(recovered, { timeout: RECOVERY_MS }).toEqual([200])
  const [opened, up, ready] = await Promise.all([portal.stop(), health.stop(), readiness.stop()])
  await postgres.stop()

  for (const answers of [opened, ready]) {
    const failures = answers.filter(({ status }) => status !== 200)
    for (const failure of failures) expectFailedResponse(failure, origin, DATABASE_UNAVAILABLE)
    const meanwhile = answers.filter(({ from, to }) => from >= stopped && to <= starting)
    expect(meanwhile).not.toEqual([])
    expect(meanwhile.filter(({ status }) => status === 200)).toEqual([])
    expect(Math.max(...answers.map(({ from, to }) => to - from))).toBeLessThan(PATIENCE_MS)
  }
  expect(up.filter(({ status }) => status !== 200)).toEqual([])

  // A request that passed the database before it stopped rightly continues to Stripe.
  const lastPassed = Math.max(...opened.filter(({ from }) => from < stopped).map(({ to }) => to))
  const calls = await portalCalls(customer)
  expect(calls.filter(({ at }) => at > lastPassed && at < starting)).toEqual([])
  expect(calls.filter(({ at }) => at < stopped)).not.toEqual([])
})

/**
 * Migrates the test's own database, removes an earlier run's rows, and creates an account. Returns its key.
 */
async function prepare(connectionString: string, stripeCustomerId: string): Promise<string> {
  await promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: { ...process.env, DATABASE_URL: connectionString },
  })
  const database = connectDatabase(connectionString, { queryMs: 10_000, waitMs: () => 10_000 })
  const key = mintApiKey()
  await database.billingAccount.deleteMany()
  await database.billingAccount.create({
    data: {
      name: 'Test account',
      stripeCustomerId,
      apiKeys: {
        create: {
          name: 'Test key',
          hash: hashApiKey(key),
          start: apiKeyStart(key),
          scopes: [PORTAL_SCOPE],
        },
      },
    },
  })
  await database.$disconnect()
  return key
}
