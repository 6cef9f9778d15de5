import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseConnection } from '@/lib/database/database-connection'
import { findLockHolder } from './schema-engine/find-lock-holder.mjs'

const ENGINE = fileURLToPath(new URL('./schema-engine.mjs', import.meta.url))
const name = `schema_engine_test_${randomUUID().replaceAll('-', '')}`
const url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname: `/${name}` }).href
const shared = new pg.Client({ connectionString: process.env.DATABASE_URL })

beforeAll(async () => {
  await shared.connect()
  await shared.query(`CREATE DATABASE ${name}`)
})

afterAll(async () => {
  await shared.query(`DROP DATABASE ${name}`)
  await shared.end()
})

async function tables(): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )
  await client.end()
  return rows.map(({ tablename }) => tablename)
}

/**
 * Sends one request as the Prisma CLI does, then closes the input and sends SIGTERM as soon as the response
 * arrives.
 */
async function ask(method: string, params: unknown, database = url): Promise<Record<string, unknown>[]> {
  const datasource = JSON.stringify({ url: database })
  const engine = spawn(ENGINE, ['--datasource', datasource], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  engine.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`)
  const messages: Record<string, unknown>[] = []
  for await (const line of createInterface({ input: engine.stdout })) {
    const message = JSON.parse(line)
    messages.push(message)
    if (message.id === 1) {
      engine.stdin.end()
      engine.kill('SIGTERM')
    }
  }
  if (engine.exitCode === null) await once(engine, 'exit')
  return [...messages, { exitCode: engine.exitCode }]
}

const filters = { externalTables: [], externalEnums: [] }
const migrationsList = (sql: string) => ({
  baseDir: '/',
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: [
    { path: '1_test', migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } } },
  ],
})

test('a migration that fails halfway changes nothing', async () => {
  const list = migrationsList('CREATE TABLE half (a int); CREATE TABLE half (b int)')
  const [answer] = await ask('applyMigrations', { migrationsList: list, filters })
  expect(answer).toMatchObject({ error: { data: { message: expect.stringContaining('already exists') } } })
  expect(await tables()).toEqual(['_prisma_migrations'])
  await ask('reset', { filter: filters })
})

test('a semicolon in a string, a comment or a function does not end a statement', async () => {
  const sql = `-- one; two
    CREATE TABLE whole (a text DEFAULT ';');
    CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$BEGIN PERFORM 1; RETURN 1; END$$;`
  const [answer] = await ask('applyMigrations', { migrationsList: migrationsList(sql), filters })
  expect(answer).toMatchObject({ result: { appliedMigrationNames: ['1_test'] } })
  expect(await tables()).toEqual(['_prisma_migrations', 'whole'])
})

test('prints a diff made with a shadow database, and drops the shadow database', async () => {
  const file = { path: 'prisma/schema.prisma', content: await readFile('prisma/schema.prisma', 'utf8') }
  const from = { tag: 'migrations', ...migrationsList('CREATE TABLE "Other" (id int PRIMARY KEY)') }
  const params = {
    from,
    to: { tag: 'schemaDatamodel', files: [file] },
    script: true,
    exitCode: true,
    filters,
  }
  expect(await ask('diff', params)).toEqual([
    expect.objectContaining({
      method: 'print',
      params: { content: expect.stringContaining('DROP TABLE "Other"') },
    }),
    { jsonrpc: '2.0', id: 1, result: { exitCode: 2 } },
    { exitCode: 0 },
  ])
  const { rows } = await shared.query(
    "SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'",
  )
  expect(rows).toEqual([])
})

test('reports a panic of the engine as an error response', async () => {
  expect(await ask('debugPanic', undefined)).toEqual([
    expect.objectContaining({
      error: expect.objectContaining({ message: expect.stringContaining('The schema engine stopped') }),
    }),
    { exitCode: 1 },
  ])
})

test('reports an unreachable database with its address', async () => {
  const [answer] = await ask('getDatabaseVersion', undefined, 'postgresql://nobody@127.0.0.1:1/none')
  expect(answer).toMatchObject({
    error: { message: expect.stringContaining("Can't reach database server at `127.0.0.1:1`") },
  })
})

test('says who holds Prisma’s lock, and how to end a session that a pooler has kept', async () => {
  const { connection } = databaseConnection(url)
  expect(await findLockHolder(connection)).toBe('')
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  const { rows } = await holder.query('SELECT pg_backend_pid() AS pid, pg_advisory_lock(72707369)')
  const sentence = await findLockHolder(connection)
  await holder.end()
  expect(sentence).toContain(`SELECT pg_terminate_backend(${rows[0].pid});`)
})

test('rejects a schema other than public, and creates nothing in either', async () => {
  const before = await tables()
  const [answer] = await ask(
    'applyMigrations',
    { migrationsList: migrationsList('CREATE TABLE other (a int)'), filters },
    `${url}?schema=app`,
  )
  expect(answer).toMatchObject({
    error: { data: { message: expect.stringContaining('must not name another schema than public') } },
  })
  expect(await tables()).toEqual(before)
})
