import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'

/** A migrated database without a row, for copies: migrating each copy would cost seconds. */
export const TEMPLATE_DATABASE = 'orbitkit_test_template'

/** Hosts that are this machine: tests write and delete rows, and must never do so anywhere else. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/**
 * Vitest's global setup: a migrated database on this machine. `npm test` brings one; a single file run by
 * hand gets one here.
 *
 * @throws {Error} when DATABASE_URL names another machine
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.DATABASE_URL
  if (given) {
    if (!LOCAL_HOSTS.includes(new URL(given).hostname))
      throw new Error(
        'Tests write and delete rows: unset DATABASE_URL, or point it at a database on this machine.',
      )
    await migrate()
    return undefined
  }
  const { startPostgres } = await import('../local/postgres/start-postgres')
  const postgres = await startPostgres({ directory: null })
  Object.assign(process.env, { APP_ENV: 'local', ...postgres.variables })
  await migrate()
  return () => postgres.stop()
}

async function migrate(): Promise<void> {
  const shared = process.env.DATABASE_URL ?? ''
  const client = new pg.Client({ connectionString: shared })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE}`)
  await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
  await client.end()
  const template = Object.assign(new URL(shared), { pathname: `/${TEMPLATE_DATABASE}` }).href
  await Promise.all([shared, template].map(deploy))
}

async function deploy(url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url, DIRECT_DATABASE_URL: '' }
  const args = ['node_modules/prisma/build/index.js', 'migrate', 'deploy']
  await promisify(execFile)(process.execPath, args, { env })
}
