import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { Prisma } from '@/prisma/generated/client'
import { startFreezableProxy } from '@/tools/test/start-freezable-proxy'
import { connectDatabase } from './database/connect-database'
import type { Database } from './database/database'
import { db } from './db'
import { errorResponse } from './http/responses'
import { findDatabaseFailure } from './to-api-error'

const given = String(process.env.DATABASE_URL)

/** The connection string with changes. */
function address(
  change: Partial<Pick<URL, 'hostname' | 'port' | 'username' | 'password' | 'pathname' | 'search'>>,
): string {
  return Object.assign(new URL(given), change).href
}

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A client like the app's, for another connection string. */
function connect(connectionString: string): Database {
  const client = connectDatabase(connectionString, {
    queryMs: 500,
    waitMs: () => 500,
    connections: 2,
  })
  ends.push(() => client.$disconnect())
  return client
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

/** The app's kinds of query: each reports the same failure differently. */
const WAYS: Record<string, (client: Database) => Promise<unknown>> = {
  'a statement of the driver': (client) => client.rows(Prisma.sql`SELECT count(*)::int FROM "User"`),
  'a raw statement': (client) => client.$queryRaw`SELECT count(*)::int FROM "User"`,
  'a model': (client) => client.user.findUnique({ where: { id: 'nobody' } }),
  'a transaction': (client) => client.$transaction((transaction) => transaction.user.count()),
}

describe.each(Object.entries(WAYS))('%s', (_, ask) => {
  test.each([
    ['nobody listens', { port: '9' }, /ECONNREFUSED|DatabaseNotReachable/],
    [
      'nobody listens at any address of a name',
      { hostname: 'localhost', port: '9' },
      /ECONNREFUSED|DatabaseNotReachable/,
    ],
    // Never resolves (RFC 2606).
    [
      'the name does not resolve',
      { hostname: 'database.invalid' },
      /DatabaseNotReachable|EAI_AGAIN|ENOTFOUND/,
    ],
    ['the password is wrong', { password: 'wrong' }, /28P01.+user or password.+%23 for #/],
    [
      'TLS is asked for and not offered',
      { search: '?sslmode=require' },
      /does not offer TLS.+sslmode=disable/,
    ],
    ['the database does not exist', { pathname: '/nowhere' }, /3D000/],
  ])('%s: away', async (_, change, reason) => {
    expectAway(await failureOf(ask(connect(address(change)))), reason)
  })

  test.each([
    ['57P03', 'the database system is starting up', /57P03/],
    ['57P01', 'terminating connection due to administrator command', /57P01/],
    ['53300', 'sorry, too many clients already', /53300.+connection_limit/],
    ['08P01', 'SASL authentication failed', /08P01.+pooler rejects the user or password/],
    ['08P01', 'unsupported startup parameter: options', /08P01.+options/],
    [
      '28000',
      'no pg_hba.conf entry for host "::1", user "u", database "d", no encryption',
      /sslmode=require/,
    ],
    ['28000', 'no pg_hba.conf entry for host "::1", user "u", database "d", SSL on', /28000.+pg_hba\.conf/],
    ['28000', 'role "u" is not permitted to log in', /28000.+user or password/],
  ])('PostgreSQL refuses with %s (%s): unavailable', async (code, message, reason) => {
    expectAway(await failureOf(ask(connect(address({ port: await startRefusing(code, message) })))), reason)
  })

  test('nothing accepts the connection: unavailable', async () => {
    const proxy = await startProxy()
    proxy.freeze()
    expectAway(await failureOf(ask(connect(proxy.url))), /Connection terminated|timeout|P2028/)
  })

  test('an open connection stops responding: unavailable, and back without a restart', async () => {
    const proxy = await startProxy()
    const client = connect(proxy.url)
    await ask(client)
    proxy.freeze()
    expectAway(await failureOf(ask(client)), /Query read timeout|P2028/)
    proxy.thaw()
    await expect.poll(() => ask(client).then(() => 'back', String), { timeout: 5_000 }).toBe('back')
  })

  test('the connection breaks: unavailable, and back without a restart', async () => {
    const proxy = await startProxy()
    const client = connect(proxy.url)
    await ask(client)
    proxy.freeze()
    const failure = failureOf(ask(client))
    setTimeout(() => proxy.reset(), 100)
    expectAway(await failure, /Connection terminated|ConnectionClosed|ECONNRESET/)
    proxy.thaw()
    await expect.poll(() => ask(client).then(() => 'back', String), { timeout: 5_000 }).toBe('back')
  })
})

test('all connections are taken for longer than a request waits: unavailable', async () => {
  const client = connect(given)
  const taken = [1, 2].map(() => failureOf(client.$queryRaw`SELECT pg_sleep(5)::text`))
  expectAway(await failureOf(client.user.count()), /timeout exceeded when trying to connect/)
  await Promise.all(taken)
})

test('PostgreSQL cancels a statement or its lock times out: unavailable', async () => {
  const limited = new URL(given)
  limited.searchParams.set('options', '-c statement_timeout=200ms -c lock_timeout=100ms')
  const client = connect(limited.href)
  expectAway(await failureOf(client.$queryRaw`SELECT pg_sleep(1)::text`), /57014/)
  const holder = new pg.Client(given)
  await holder.connect()
  ends.push(() => holder.end())
  await holder.query('BEGIN; LOCK TABLE "VerificationToken"')
  expectAway(await failureOf(client.verificationToken.count()), /55P03/)
})

test('the server is a read-only standby: unavailable', async () => {
  const standby = new URL(given)
  standby.searchParams.set('options', '-c default_transaction_read_only=on')
  const write = connect(standby.href).billingAccount.create({ data: { name: 'Never' } })
  expectAway(await failureOf(write), /25006/)
})

describe('a failed statement does not count as an unavailable database', () => {
  const wrongs: Record<string, () => Promise<unknown>> = {
    'a statement': () => db().$queryRaw`SELEC 1`,
    'a value': () => db().billingAccount.create({ data: { name: '' } }),
    'a row that is not there': () => db().billingAccount.delete({ where: { id: 'nobody' } }),
    'a value that reads like a failure': () =>
      db().$queryRaw`SELECT 'Query read timeout, 28P01, self-signed certificate'::int`,
    'a division': () => db().$queryRaw`SELECT 1 / 0`,
    'a bug of ours': () => Promise.reject(new TypeError('Cannot read properties of undefined')),
    'no error at all': () => Promise.reject('thrown text'),
  }
  test.each(Object.entries(wrongs))('%s', async (_, work) => {
    const failure = await failureOf(work())
    expect(failure).not.toBeNull()
    expect(findDatabaseFailure(failure)).toBeNull()
  })
})

/** The documented response. Neither it nor the log line contains any part of the connection string. */
function expectAway(failure: unknown, reason: RegExp): void {
  const error = findDatabaseFailure(failure)
  if (!error) throw new Error('Not seen as the database being away.', { cause: failure })
  expect(error.message).toMatch(/^The database is unavailable \(.+\): .+\.$/)
  expect(error.message).toMatch(reason)
  const { password, hostname } = new URL(given)
  for (const secret of [password, hostname, 'database.invalid']) expect(error.message).not.toContain(secret)
  const response = errorResponse(error)
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
}

async function startProxy() {
  const proxy = await startFreezableProxy(given)
  ends.push(() => proxy.stop())
  return proxy
}

/** A port that speaks just enough of PostgreSQL's protocol to refuse everyone. */
async function startRefusing(code: string, message: string): Promise<string> {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(4 + fields.length, 1)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([head, fields])))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => server.close())
  return String((server.address() as AddressInfo).port)
}
