import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'

/** A migrated database without a row, for copies: migrating each copy would cost seconds. */
export const TEMPLATE_DATABASE = 'orbitkit_test_template'

/** Hosts that are this machine: tests write and delete rows, and must never do so anywhere else. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

// Each of Vitest's projects loads this module anew, and they share one database.
const kept = globalThis as typeof globalThis & { orbitkitTestDatabase?: ReturnType<typeof setUp> }

/**
 * Vitest's global setup: a migrated database on this machine. `npm test` brings one; a single file run by
 * hand gets one here.
 *
 * @throws {Error} when DATABASE_URL names another machine
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const isFirst = !kept.orbitkitTestDatabase
  kept.orbitkitTestDatabase ??= setUp()
  const stop = await kept.orbitkitTestDatabase
  return isFirst ? stop : undefined
}

async function setUp(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.DATABASE_URL
  if (given) {
    if (!LOCAL_HOSTS.includes(new URL(given).hostname))
      throw new Error(
        'Tests write and delete rows: unset DATABASE_URL, or point it at a database on this machine.',
      )
    // `npm run local` has migrated the given one already.
    await createTemplate(given)
    return undefined
  }
  const { startPostgres } = await import('../local/postgres/start-postgres')
  const postgres = await startPostgres({ directory: null })
  Object.assign(process.env, { APP_ENV: 'local', ...postgres.variables })
  const empty = String(process.env.DATABASE_URL)
  await createTemplate(empty)
  await execute(empty, `CREATE DATABASE orbitkit_test TEMPLATE ${TEMPLATE_DATABASE}`)
  process.env.DATABASE_URL = onDatabase(empty, 'orbitkit_test')
  return () => postgres.stop()
}

async function createTemplate(server: string): Promise<void> {
  await execute(
    server,
    `DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE}`,
    `CREATE DATABASE ${TEMPLATE_DATABASE}`,
  )
  const env = {
    ...process.env,
    DATABASE_URL: onDatabase(server, TEMPLATE_DATABASE),
    DIRECT_DATABASE_URL: '',
  }
  const args = ['node_modules/prisma/build/index.js', 'migrate', 'deploy']
  await promisify(execFile)(process.execPath, args, { env })
}

const onDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
