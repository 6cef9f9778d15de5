import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

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
  await promisify(execFile)(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'])
}
