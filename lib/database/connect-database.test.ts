import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Prisma } from '@/prisma/generated/client'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { connectDatabase } from './connect-database'
import type { Database } from './database'

let database: OwnDatabase
beforeAll(async () => {
  database = await createOwnDatabase()
})
afterAll(() => database.drop())

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A client like the app's with one connection, so the next query gets the same or a new one. */
function connect(url = database.url): Database {
  const client = connectDatabase(url, { queryMs: 300, waitMs: () => 2_000, connections: 1 })
  ends.push(() => client.$disconnect())
  return client
}

/** Locks a row like a slow transaction. */
async function holdUser(id: string): Promise<pg.Client> {
  const holder = new pg.Client(database.url)
  await holder.connect()
  ends.push(() => holder.end())
  await holder.query('BEGIN')
  await holder.query('SELECT FROM "User" WHERE id = $1 FOR NO KEY UPDATE', [id])
  return holder
}

test.each<[string, (client: Database, id: string) => Promise<unknown>]>([
  [
    'within a transaction',
    (client, id) =>
      client.$transaction(async (transaction) => {
        await transaction.billingAccount.create({ data: { name: 'Never' } })
        await transaction.user.update({ where: { id }, data: { name: 'Late' } })
      }),
  ],
  ['of its own', (client, id) => client.user.update({ where: { id }, data: { name: 'Late' } })],
  [
    'of the driver',
    (client, id) => client.rows(Prisma.sql`UPDATE "User" SET "name" = 'Late' WHERE "id" = ${id}`),
  ],
])('a write after a statement that stalled %s is committed', async (where, stall) => {
  const client = connect()
  const { id } = await client.user.create({ data: {} })
  const holder = await holdUser(id)

  await expect(stall(client, id)).rejects.toThrow(/Query read timeout/)
  await holder.query('ROLLBACK')
  const account = await client.billingAccount.create({ data: { name: `After one ${where}` } })

  const { rows } = await database.client.query('SELECT name FROM "BillingAccount" WHERE id = $1', [
    account.id,
  ])
  expect(rows).toEqual([{ name: `After one ${where}` }])
  const never = await database.client.query(`SELECT FROM "BillingAccount" WHERE name = 'Never'`)
  expect(never.rowCount).toBe(0)
})

const HOUR_MS = 3_600_000

test.each(['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'UTC'])(
  'a moment is the same moment where the database’s time zone is %s',
  async (zone) => {
    await database.client.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), '${zone}'); ` +
        `END $$`,
    )
    const client = connect()
    expect(await client.$queryRaw`SHOW timezone`).toEqual([{ TimeZone: zone }])
    // With and without milliseconds, which PostgreSQL formats differently.
    for (const inAnHour of [new Date(Date.now() + HOUR_MS), new Date('2030-07-01T00:00:00Z')])
      await holds(client, inAnHour)
  },
)

async function holds(client: Database, moment: Date): Promise<void> {
  const user = await client.user.create({
    data: { sessions: { create: { sessionToken: `${Math.random()}`, expires: moment } } },
    include: { sessions: true },
  })
  const id = user.sessions[0]?.id ?? ''
  const where = { id }

  // PostgreSQL's own reading, and the creation time, which Prisma fills in.
  const { rows } = await database.client.query(
    `SELECT extract(epoch FROM expires)::float8 * 1000 AS ms,
       now() - "createdAt" < interval '1 minute' AS fresh
     FROM "Session" JOIN "User" ON "User".id = "userId" WHERE "Session".id = $1`,
    [id],
  )
  expect(rows).toEqual([{ ms: moment.getTime(), fresh: true }])

  // Read as a column, and in a relation, which arrives as JSON.
  expect((await client.session.findUniqueOrThrow({ where })).expires).toEqual(moment)
  expect(user.sessions[0]?.expires).toEqual(moment)
  const found = await client.user.findFirstOrThrow({
    where: { sessions: { some: { expires: moment } } },
    include: { sessions: true },
  })
  expect(found.sessions[0]?.expires).toEqual(moment)

  const before = new Date(moment.getTime() - 1)
  const after = new Date(moment.getTime() + 1)
  expect(await client.session.count({ where: { id, expires: { gt: before, lt: after } } })).toBe(1)
  expect(
    await client.session.count({
      where: { id, OR: [{ expires: { gt: moment } }, { expires: { lt: moment } }] },
    }),
  ).toBe(0)
  expect(await client.session.count({ where: { id, expires: { in: [before, moment] } } })).toBe(1)

  const [raw] = await client.$queryRaw<
    { expires: Date; all: Date[]; same: boolean; past: boolean; list: boolean }[]
  >`
    SELECT expires, ARRAY[expires, NULL] AS all, expires = ${moment} AS same, expires < now() AS past,
      expires = ANY (${[before, moment]}::timestamptz[]) AS list FROM "Session" WHERE id = ${id}`
  expect(raw).toEqual({ expires: moment, all: [moment, null], same: true, past: false, list: true })
  expect(
    await client.$executeRaw`
      UPDATE "Session" SET expires = ${after} WHERE id = ${id} AND expires = ${moment}`,
  ).toBe(1)
  const [updated] = await client.$transaction([client.session.update({ where, data: { expires: moment } })])
  expect(updated?.expires).toEqual(moment)
  const [{ now } = { now: new Date(0) }] = await client.$queryRaw<{ now: Date }[]>`SELECT now()`
  expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000)
}

test('refuses a date in another style than ISO instead of reading null', async () => {
  const url = new URL(database.url)
  url.searchParams.set('options', '-c datestyle=German')
  const client = connect(url.href)
  await expect(client.$queryRaw`SELECT now()`).rejects.toThrow(/DateStyle is not ISO/)
})

/** Where Vercel's runtime puts the request that is being handled (@vercel/functions, get-context.js). */
const REQUEST_CONTEXT = Symbol.for('@vercel/request-context')

test.each([true, false])(
  'a process that suspends (%s) stays awake until its connections close',
  async (suspends) => {
    // By both the package tells a running function from a build.
    vi.stubEnv('VERCEL_URL', 'billing-abc123.vercel.app')
    vi.stubEnv('VERCEL_REGION', 'iad1')
    const awaited: Promise<unknown>[] = []
    const context = { waitUntil: (work: Promise<unknown>) => awaited.push(work) }
    Object.assign(globalThis, { [REQUEST_CONTEXT]: { get: () => context } })
    ends.push(
      () => Reflect.deleteProperty(globalThis, REQUEST_CONTEXT),
      () => vi.unstubAllEnvs(),
    )

    const client = connectDatabase(database.url, { queryMs: 2_000, waitMs: () => 2_000, suspends })
    ends.push(() => client.$disconnect())
    await client.user.count()

    expect(awaited).toHaveLength(suspends ? 1 : 0)
  },
)
