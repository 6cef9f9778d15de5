import { strict as assert } from 'node:assert'
import getPort from 'get-port'
import pg from 'pg'
import { ROOT } from '../read-env-files'
import { buildOnce } from './parts/build-once'
import { findProgram } from './parts/find-program'
import { projectEnvironment } from './parts/project-environment'
import { runQuietly } from './parts/run-quietly'
import { startInstance } from './parts/start-instance'
import { callPortal } from './parts/start-load'
import { startPgbouncer } from './parts/start-pgbouncer'
import { startWorld } from './parts/start-world'
import { withCleanUp } from './parts/with-clean-up'
import type { Rehearsal } from './rehearsal'

const POOL_SIZE = 4
const INSTANCES = 2

/** Requests a minute and caller. */
const LIMIT = 30
const REFILL_MS = 60_000 / LIMIT

const KEYS = 10
const CALLS_EACH = 20

/** Far from UTC, with an offset that is no whole number of hours. */
const TIME_ZONE = 'Pacific/Chatham'

const DAY_S = 24 * 60 * 60

/**
 * Runs the app through PgBouncer in transaction mode, where each statement may go to another connection, with
 * fewer connections than the instances open, in a database whose time zone is far from UTC.
 */
export const pooler: Rehearsal = {
  name: 'pooler',
  needs: 'PgBouncer, and 2 minutes',
  run: (progress) =>
    withCleanUp(async (later) => {
      const path = findProgram('pgbouncer')
      if (!path)
        return { kind: 'skipped', why: 'PgBouncer is not installed (Debian: apt-get install pgbouncer)' }
      await buildOnce(progress)

      progress('Starting PostgreSQL, Stripe, PgBouncer and two instances')
      const world = await startWorld(later)
      const { database } = world
      const account = await world.createAccount()
      const name = new URL(world.databaseUrl).pathname.slice(1)
      await database.query(`ALTER DATABASE ${name} SET timezone TO '${TIME_ZONE}'`)
      const pool = await startPgbouncer(later, {
        path,
        port: await getPort(),
        databaseUrl: world.databaseUrl,
        poolSize: POOL_SIZE,
      })
      const variables = {
        ...world.variables,
        DATABASE_URL: `${pool.url}?pgbouncer=true`,
        APP_ENV: 'local',
        RATE_LIMIT_PER_MINUTE: String(LIMIT),
      }
      const ports = await Promise.all(Array.from({ length: INSTANCES }, () => getPort()))
      const addresses = ports.map((port) => `http://127.0.0.1:${port}`)
      for (const port of ports) {
        const instance = await startInstance(port, variables)
        later(() => instance.stop())
      }
      const call = (key: string, number = 0) => callPortal(addresses[number % INSTANCES] ?? '', key)

      progress('Opening the portal as a signed-in person')
      const token = await world.createSession(account)
      assert.equal(await callAsPerson(addresses[0] ?? '', token), 200, 'A session does not open the portal.')

      progress(`Creating a key that expires, with the database's time zone at ${TIME_ZONE}`)
      const created = await runQuietly(
        process.execPath,
        [
          '--import',
          'tsx',
          'tools/admin.ts',
          'key',
          'create',
          account,
          '--name',
          'Expiring',
          '--expires-in',
          '1d',
        ],
        { cwd: ROOT, env: projectEnvironment({ ...variables, NODE_ENV: 'production' }) },
      )
      const { key: expiring } = JSON.parse(created) as { key: string }
      const { rows } = await database.query<{ seconds: number }>(
        `SELECT EXTRACT(EPOCH FROM "expiresAt" - now())::float8 AS seconds FROM "ApiKey" WHERE name = 'Expiring'`,
      )
      const off = Math.abs(Number(rows[0]?.seconds) - DAY_S)
      assert.ok(off < 60, `A key that expires in a day is ${off} s off.`)
      assert.equal(await call(expiring), '200', 'A key that has not expired is refused.')
      await database.query(
        `UPDATE "ApiKey" SET "createdAt" = now() - interval '1 hour', "expiresAt" = now() - interval '1 second'
         WHERE name = 'Expiring'`,
      )
      assert.equal(await call(expiring), '401', 'A key that has expired opens the portal.')

      progress(`Sending ${3 * LIMIT} calls at once with one key, whose limit is ${LIMIT}`)
      const limited = await world.createKey(account)
      const since = performance.now()
      const ends = await Promise.all(Array.from({ length: 3 * LIMIT }, (_, number) => call(limited, number)))
      const most = LIMIT + Math.floor((performance.now() - since) / REFILL_MS)
      const allowed = ends.filter((end) => end === '200').length
      assert.equal(allowed + ends.filter((end) => end === '429').length, ends.length, `Also: ${ends}`)
      assert.ok(
        allowed >= LIMIT && allowed <= most,
        `${allowed} calls were allowed, not ${LIMIT} to ${most}.`,
      )

      progress(`Sending ${KEYS * CALLS_EACH} calls with ${KEYS} keys`)
      const keys = []
      for (let number = 0; number < KEYS; number++) keys.push(await world.createKey(account))
      const began = performance.now()
      const times = (await Promise.all(keys.map((key) => callInTurn((number) => call(key, number))))).flat()
      const seconds = (performance.now() - began) / 1000
      times.sort((a, b) => a - b)
      const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0)

      const servers = await countServers(pool.consoleUrl)
      assert.ok(servers <= POOL_SIZE, `PgBouncer has ${servers} connections to PostgreSQL.`)
      return {
        kind: 'passed',
        figures:
          `${pool.version}, ${servers} connections for ${INSTANCES} instances; limit ${LIMIT}: ${allowed} of ` +
          `${ends.length} allowed; a day's expiry ${off.toFixed(1)} s off; ${times.length} calls at ` +
          `${Math.round(times.length / seconds)} a second, median ${at(0.5)} ms, 95 % within ${at(0.95)} ms`,
      }
    }),
}

/** @returns how long each call took, in milliseconds */
async function callInTurn(call: (number: number) => Promise<string>): Promise<number[]> {
  const times = []
  for (let number = 0; number < CALLS_EACH; number++) {
    const since = performance.now()
    assert.equal(await call(number), '200', 'A call within the limit failed.')
    times.push(performance.now() - since)
  }
  return times
}

async function callAsPerson(address: string, token: string): Promise<number> {
  const { port } = new URL(address)
  const response = await fetch(`${address}/api/billing-portal`, {
    method: 'POST',
    headers: { Cookie: `next-auth.session-token=${token}`, Origin: `http://localhost:${port}` },
  })
  return response.status
}

/** https://www.pgbouncer.org/usage.html#show-servers */
async function countServers(consoleUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: consoleUrl })
  await client.connect()
  const { rows } = await client.query('SHOW SERVERS')
  await client.end()
  return rows.length
}
