import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyMigrations } from './schema-engine/apply-migrations.mjs'
import { openEngine } from './schema-engine/open-engine.mjs'
import type { Patience } from './schema-engine/run-patiently.mjs'

/**
 * Migrations run while the release before serves. Its statements name every column of its schema, as Prisma's
 * client does, so they are made from the catalog of a database without the newest migration.
 */
const CLIENTS = 4
const SHARED = new URL(process.env.DATABASE_URL ?? '')
const prefix = `under_load_${randomUUID().replaceAll('-', '')}`
const urlOf = (name: string) => Object.assign(new URL(SHARED), { pathname: `/${name}` }).href

type Migration = { path: string; script: string }

let shared: pg.Client
let migrations: Migration[]
const databases: string[] = []

beforeAll(async () => {
  shared = await connected(SHARED.href)
  const entries = await readdir('prisma/migrations', { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  migrations = await Promise.all(
    names.sort().map(async (path) => ({
      path,
      script: await readFile(`prisma/migrations/${path}/migration.sql`, 'utf8'),
    })),
  )
  // The release before, which each test copies.
  await apply(await createDatabase('template0'), before())
})

afterAll(async () => {
  for (const name of databases) await shared.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await shared.end()
})

const before = () => migrations.slice(0, -1)

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  // Dropping its database ends a connection.
  client.on('error', () => {})
  await client.connect()
  return client
}

async function createDatabase(template: string): Promise<string> {
  const name = `${prefix}_${databases.length}`
  await shared.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  databases.push(name)
  return urlOf(name)
}

const NEVER: Patience = {
  onLocked() {
    throw new Error('Nobody holds a lock here.')
  },
}

async function apply(
  url: string,
  list: readonly Migration[],
  patience = NEVER,
  lockTimeout = '0',
): Promise<void> {
  const parameters = new URLSearchParams({
    application_name: 'migration',
    options: `-c lock_timeout=${lockTimeout}`,
  })
  const opened = await openEngine([], `${url}?${parameters}`, patience)
  const migrationsList = {
    baseDir: '/',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: list.map(({ path, script }) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: script } },
    })),
  }
  try {
    await applyMigrations(opened, { migrationsList, filters: { externalTables: [], externalEnums: [] } })
  } finally {
    // The engine keeps its connection, and a database can be copied only when nobody is connected.
    await shared.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = $1 AND application_name = 'migration'`,
      [new URL(url).pathname.slice(1)],
    )
  }
}

/** Columns that the release before has stopped using, as a migration that drops them says. */
const unusedColumns = ({ script }: Migration): string[] =>
  [...script.matchAll(/^-- Unused by the release before: (.+)$/gm)].flatMap(([, list]) =>
    String(list).split(/,\s*/),
  )

/** A row for every table, in an order that foreign keys allow. `$1` is a different text each time. */
const ROWS: Record<string, Record<string, string>> = {
  User: { id: '$1', email: `'user-' || $1 || '@example.com'` },
  Account: { id: '$1', userId: '$1', type: `'oauth'`, provider: `'oidc'`, providerAccountId: '$1' },
  Session: { id: '$1', sessionToken: '$1', userId: '$1', expires: 'now()' },
  VerificationToken: { identifier: '$1', token: '$1', expires: 'now()' },
  BillingAccount: { id: '$1', name: '$1', stripeCustomerId: `'cus_' || $1`, updatedAt: 'now()' },
  Membership: { userId: '$1', billingAccountId: '$1', role: `'MEMBER'` },
  Invitation: { billingAccountId: '$1', email: `$1 || '@example.com'`, role: `'BILLING'` },
  ApiKey: {
    id: '$1',
    billingAccountId: '$1',
    name: '$1',
    hash: 'md5($1) || md5($1)',
    start: `'orbitkit_abcd'`,
    scopes: `'{portal}'`,
  },
  AuditEvent: { id: '$1', billingAccountId: '$1', action: `'key.created'`, actor: `'OPERATOR'` },
  RateLimitBucket: { caller: '$1', tokens: '1', allowed: 'true', refilledAt: 'now()' },
}

/** Inserts a row into every table, reads and writes every column, and deletes the rows. */
async function findStatements(client: pg.Client, unused: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS "table", array_agg(column_name::text) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY table_name`,
  )
  const columnsOf = new Map(rows.map(({ table, columns }) => [table, columns]))
  expect(Object.keys(ROWS)).toEqual(expect.arrayContaining([...columnsOf.keys()]))
  const tables = Object.entries(ROWS).filter(([table]) => columnsOf.has(table))
  const key = (row: Record<string, string>) => `"${Object.keys(row)[0]}" = $1`
  return [
    ...tables.map(([table, row]) => {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      return `INSERT INTO "${table}" (${columns}) VALUES (${Object.values(row)})`
    }),
    ...tables.flatMap(([table, row]) => {
      const used = (columnsOf.get(table) ?? [])
        .filter((column) => !unused.includes(`"${table}"."${column}"`))
        .map((column) => `"${column}"`)
      const same = used.map((column) => `${column} = ${column}`)
      return [
        `SELECT ${used} FROM "${table}" WHERE ${key(row)}`,
        `UPDATE "${table}" SET ${same} WHERE ${key(row)}`,
      ]
    }),
    ...tables.toReversed().map(([table, row]) => `DELETE FROM "${table}" WHERE ${key(row)}`),
  ].map((sql) => sql.replaceAll('$1', '$1::text'))
}

/** Applies a migration while the release before serves. Returns how its statements fared. */
async function migrateUnderLoad(newest: Migration) {
  const url = await createDatabase(`${prefix}_0`)
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => connected(url)))
  const statements = await findStatements(clients[0] as pg.Client, unusedColumns(newest))
  const failures = new Set<string>()
  const served = { before: 0, during: 0, after: 0 }
  let phase: keyof typeof served = 'before'
  const round = async (client: pg.Client, id: string) => {
    for (const statement of statements) {
      await client.query(statement, [id]).catch(({ message }) => failures.add(message))
      served[phase]++
    }
  }
  const loops = clients.map(async (client, index) => {
    for (let n = 0; phase !== 'after'; n++) await round(client, `c${index}n${n}`)
    // Whatever the migration has changed, the release before serves on.
    await round(client, `c${index}last`)
    await client.end()
  })
  await expect.poll(() => served.before).toBeGreaterThan(statements.length)
  phase = 'during'
  await apply(url, [...before(), newest], { onLocked() {} }).finally(() => {
    phase = 'after'
  })
  await Promise.all(loops)
  return { failures: [...failures], served }
}

test('the newest migration fails no statement of the release before', async () => {
  const { failures, served } = await migrateUnderLoad(migrations.at(-1) as Migration)
  expect(failures).toEqual([])
  expect(served.during).toBeGreaterThan(0)
})

const dropping = (comment: string) => ({
  path: '29990101000000_contract',
  script: `${comment}ALTER TABLE "User" DROP COLUMN "name";`,
})

test('a migration that drops what the release before uses is found', async () => {
  const { failures } = await migrateUnderLoad(dropping(''))
  expect(failures).toEqual(['column "name" does not exist'])
})

test('a column may go once the release before has stopped using it', async () => {
  const unused = '-- Unused by the release before: "User"."name"\n'
  expect((await migrateUnderLoad(dropping(unused))).failures).toEqual([])
})

const adding = { path: '29990101000000_expand', script: 'ALTER TABLE "User" ADD COLUMN "later" TEXT;' }
const ADDED = `SELECT FROM information_schema.columns WHERE column_name = 'later'`

test('a migration gives way to a session that keeps a lock, and is applied after it', async () => {
  const url = await createDatabase(`${prefix}_0`)
  const [holder, other] = [await connected(url), await connected(url)]
  await holder.query('BEGIN; SELECT FROM "User"')
  const reads: Promise<unknown>[] = []
  const patience: Patience = {
    pauseMs: 0,
    onLocked(attempt) {
      // The queue behind the migration is gone: others read at once.
      reads.push(other.query(`SET statement_timeout = '5s'; SELECT FROM "User"`))
      if (attempt === 1) reads.push(holder.query('COMMIT'))
    },
  }
  await apply(url, [...before(), adding], patience)
  expect(reads).toHaveLength(2)
  await Promise.all(reads)
  expect((await other.query(ADDED)).rowCount).toBe(1)
  await Promise.all([holder.end(), other.end()])
})

test('a migration that never gets its lock changes nothing, and the next try needs no repair', async () => {
  const url = await createDatabase(`${prefix}_0`)
  const [holder, other] = [await connected(url), await connected(url)]
  await holder.query('BEGIN; SELECT FROM "User"')
  const patience: Patience = { pauseMs: 0, tries: 2, onLocked() {} }
  await expect(apply(url, [...before(), adding], patience, '50ms')).rejects.toThrow(
    /29990101000000_expand needs.+changed nothing.+pg_stat_activity.+run this again/,
  )
  expect((await other.query(ADDED)).rowCount).toBe(0)
  await holder.query('COMMIT')
  await apply(url, [...before(), adding])
  expect((await other.query(ADDED)).rowCount).toBe(1)
  await Promise.all([holder.end(), other.end()])
})
