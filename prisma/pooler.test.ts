import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import getPort from 'get-port'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readEnv } from '@/lib/env'
import { checkMigrationConnection } from '@/tools/doctor/check-migration-connection'

/** Debian's place. Where PgBouncer is not installed, lib/database/is-pooled.test.ts has what it answers. */
const PGBOUNCER = '/usr/sbin/pgbouncer'
const direct = process.env.DATABASE_URL ?? ''

/** In this database; others of the server are migrated meanwhile. */
const ADVISORY_LOCKS = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
  WHERE locktype = 'advisory' AND datname = current_database()`

/** PgBouncer refuses to run as root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

describe.skipIf(!existsSync(PGBOUNCER))('behind PgBouncer', () => {
  let directory: string
  let pgbouncer: ChildProcess
  let pooled: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pooler-test-'))
    const { port, username, password } = new URL(direct)
    const pooler = Object.assign(new URL(direct), { port: String(await getPort()) })
    pooled = pooler.href
    const [settings, users] = [join(directory, 'pgbouncer.ini'), join(directory, 'users.txt')]
    await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`)
    await writeFile(
      settings,
      [
        '[databases]',
        `* = host=127.0.0.1 port=${port}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${pooler.port}`,
        'unix_socket_dir =',
        'auth_type = trust',
        `auth_file = ${users}`,
        'pool_mode = transaction',
        '',
      ].join('\n'),
    )
    await chmod(directory, 0o755)
    pgbouncer = spawn(PGBOUNCER, [settings], { stdio: 'ignore', ...NOBODY })
    await vi.waitFor(() => queryOf(pooled, 'SELECT 1'), { timeout: 10_000 })
  })

  afterAll(async () => {
    const ended = once(pgbouncer, 'exit')
    pgbouncer.kill('SIGKILL')
    await ended
    await rm(directory, { recursive: true })
  })

  test('a migration is refused, leaves no lock, and the sentence names DIRECT_DATABASE_URL', async () => {
    const run = promisify(execFile)(
      process.execPath,
      ['node_modules/prisma/build/index.js', 'migrate', 'deploy'],
      {
        env: { ...process.env, DATABASE_URL: pooled, DIRECT_DATABASE_URL: '' },
      },
    )
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Error: DATABASE_URL leads through a pooler.+Set DIRECT_DATABASE_URL to /m,
      ),
    })
    expect(await queryOf(direct, ADVISORY_LOCKS)).toEqual([])
  })

  test('the doctor says so, and is content with a direct connection beside it', async () => {
    const look = (variables: Record<string, string>) => checkMigrationConnection.look(readEnv(variables))
    expect(await look({ DATABASE_URL: pooled })).toMatchObject({
      ok: false,
      todo: expect.stringMatching(/^Set DIRECT_DATABASE_URL/),
    })
    expect(await look({ DATABASE_URL: direct, DIRECT_DATABASE_URL: pooled })).toMatchObject({
      ok: false,
      todo: expect.stringMatching(/^Change DIRECT_DATABASE_URL/),
    })
    expect(await look({ DATABASE_URL: pooled, DIRECT_DATABASE_URL: direct })).toMatchObject({ ok: true })
  })
})

async function queryOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}
