import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/health/ready/route'
import { createAccount } from '@/lib/accounts/create-account'
import { createTestKey } from '@/lib/api-keys/create-test-key'
import { db } from '@/lib/db'
import { readEnv } from '@/lib/env'
import { MIGRATION_NAMES } from '@/prisma/generated/migration-names'
import { checkGrants } from '@/tools/doctor/check-grants'
import type { LocalPart } from '@/tools/local/part'
import { startPostgres } from '@/tools/local/postgres/start-postgres'

/**
 * A separate server for this file, because roles belong to the whole server and Supabase's roles would change
 * what other tests migrate.
 */
let server: LocalPart
let admin: pg.Client
/** The database URLs of the operator's two roles. */
let migrator: string
let app: string

const ROLES = `
  CREATE ROLE migrator LOGIN PASSWORD 'm';
  CREATE ROLE app LOGIN PASSWORD 'a';
  REVOKE ALL ON DATABASE least FROM PUBLIC;
  GRANT CONNECT ON DATABASE least TO migrator, app;
  GRANT USAGE, CREATE ON SCHEMA public TO migrator;
  GRANT USAGE ON SCHEMA public TO app;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;`

/**
 * The initial state of a Supabase project.
 * https://github.com/supabase/postgres/blob/develop/migrations/db/init-scripts/00000000000000-initial-schema.sql
 */
const SUPABASE = `
  CREATE ROLE anon NOLOGIN; CREATE ROLE authenticated NOLOGIN;
  GRANT USAGE ON SCHEMA public TO anon, authenticated;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated;`

beforeAll(async () => {
  server = await startPostgres({ directory: null })
  const superuser = new URL(String(server.variables.DATABASE_URL))
  const as = (user: string, password: string) =>
    Object.assign(new URL(superuser), { username: user, password, pathname: '/least' }).href
  migrator = as('migrator', 'm')
  app = as('app', 'a')
  const first = new pg.Client(superuser.href)
  await first.connect()
  await first.query('CREATE DATABASE least')
  await first.end()
  admin = new pg.Client(Object.assign(new URL(superuser), { pathname: '/least' }).href)
  await admin.connect()
  await admin.query(ROLES)
  await admin.query(SUPABASE)
  await promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: { ...process.env, DATABASE_URL: migrator, DIRECT_DATABASE_URL: '' },
  })
  process.env.DATABASE_URL = app
})

afterAll(async () => {
  await db().$disconnect()
  await admin.end()
  await server.stop()
})

afterEach(() => vi.restoreAllMocks())

const lookAtGrants = () => checkGrants.look(readEnv({ DATABASE_URL: app }))

/** The privileges of the API's roles on tables, sequences and functions of the schema. */
async function openToApi(): Promise<string[]> {
  const { rows } = await admin.query<{ open: string }>(
    `SELECT role || ' ' || relname AS open FROM unnest(ARRAY['anon', 'authenticated']) AS role, pg_class
     WHERE relnamespace = 'public'::regnamespace
       AND CASE relkind
         WHEN 'r' THEN has_table_privilege(role, pg_class.oid,
           'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
         WHEN 'S' THEN has_sequence_privilege(role, pg_class.oid, 'USAGE, SELECT, UPDATE')
       END`,
  )
  return rows.map(({ open }) => open)
}

test('migrates with only CREATE on the schema, and serves with only access to rows', async () => {
  const account = await createAccount({
    name: 'Least',
    ownerEmail: 'least@example.com',
    stripeCustomerId: null,
  })
  if (account.kind !== 'created') throw new Error(account.kind)
  await createTestKey(account.id)
  await db().billingAccount.delete({ where: { id: account.id } })
  expect(await lookAtGrants()).toMatchObject({ ok: true })
  expect((await GET(new Request('http://localhost/api/health/ready'))).status).toBe(200)
  await expect(db().$executeRaw`CREATE TABLE never (id int)`).rejects.toThrow(/permission denied/)
})

test('denies Supabase’s API roles access to existing and later tables', async () => {
  expect(await openToApi()).toEqual([])
  const later = new pg.Client(migrator)
  await later.connect()
  await later.query('CREATE TABLE later (id serial)')
  expect(await openToApi()).toEqual([])
  await later.query('DROP TABLE later')
  await later.end()
})

test('the doctor names tables that Supabase’s API exposes again, and how to close them', async () => {
  await admin.query('GRANT SELECT ON "Session" TO anon')
  const open = await lookAtGrants()
  await admin.query('REVOKE SELECT ON "Session" FROM anon')
  expect(open).toMatchObject({
    ok: false,
    todo: expect.stringContaining('REVOKE ALL ON "Session" FROM anon;'),
  })
})

test.each([
  [
    'a grant',
    'REVOKE INSERT ON "ApiKey" FROM app',
    'GRANT INSERT ON "ApiKey" TO "app";',
    'GRANT INSERT ON "ApiKey" TO app',
  ],
  [
    'the schema',
    'REVOKE USAGE ON SCHEMA public FROM PUBLIC, app',
    'GRANT USAGE ON SCHEMA public TO "app";',
    'GRANT USAGE ON SCHEMA public TO PUBLIC, app',
  ],
  [
    'a table',
    'ALTER TABLE "ApiKey" RENAME TO elsewhere',
    'Run npx prisma migrate deploy.',
    'ALTER TABLE elsewhere RENAME TO "ApiKey"',
  ],
])(
  'the doctor and readiness report that %s is missing, and how to restore it',
  async (_, breaks, todo, mends) => {
    const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await admin.query(breaks)
    const [finding, ready] = await Promise.all([
      lookAtGrants(),
      GET(new Request('http://localhost/api/health/ready')),
    ])
    await admin.query(mends)
    expect(finding).toMatchObject({ ok: false, todo: expect.stringContaining(todo) })
    expect(ready.status).toBe(503)
    expect(await ready.text()).not.toContain('ApiKey')
    expect(JSON.parse(String(printed.mock.calls[0]?.[0]))).toMatchObject({
      reason: expect.stringContaining(todo),
    })
  },
)

test('readiness tells a database that is behind from one that is ahead, and names the difference in the log', async () => {
  const ready = async () => {
    const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const response = await GET(new Request('http://localhost/api/health/ready'))
    const lines = printed.mock.calls.map(([line]) => JSON.parse(String(line)))
    printed.mockRestore()
    return { status: response.status, body: await response.text(), reason: lines[0]?.reason }
  }
  const newest = MIGRATION_NAMES.at(-1)
  await admin.query('CREATE TABLE kept AS SELECT * FROM _prisma_migrations')
  await admin.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
     VALUES ('later', '', '29990101000000_later', now())`,
  )
  expect(await ready()).toMatchObject({ status: 200 })
  await admin.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [newest])
  const apart = await ready()
  await admin.query("DELETE FROM _prisma_migrations WHERE id = 'later'")
  const behind = await ready()
  await admin.query(
    'TRUNCATE _prisma_migrations; INSERT INTO _prisma_migrations SELECT * FROM kept; DROP TABLE kept',
  )
  expect(behind).toMatchObject({
    status: 503,
    reason: expect.stringMatching(`behind this version: it lacks ${newest}.+prisma migrate deploy`),
  })
  expect(apart).toMatchObject({
    status: 503,
    reason: expect.stringContaining('and has 29990101000000_later'),
  })
  expect(behind.body + apart.body).not.toMatch(/migration|\d{14}/)
  expect(await ready()).toMatchObject({ status: 200 })
})
