import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findMigrationState } from '@/lib/database/migration-state'
import { query } from '../../doctor/query'
import { ROOT } from '../../read-env-files'

const SEED = join(ROOT, 'prisma/seed.ts')

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Migrates the database and seeds the demo data. Leaves a remote database alone, and does not seed if Stripe
 * is not local: migrations and demo data there need an explicit request.
 *
 * @returns what was done, as a message
 * @throws {Error} a message to show, with the output of the failed program
 */
export async function prepareDatabase(variables: Record<string, string>): Promise<string> {
  if (!isLocal(variables.DATABASE_URL)) {
    return 'The database is on another machine: migrate it yourself with `npx prisma migrate deploy`'
  }
  const run = (what: string, args: string[]) => runQuietly(what, args, variables)
  // Prisma's program takes seconds even when there is nothing to do. It also explains why it cannot.
  if (!(await isMigrated(variables.DATABASE_URL)))
    await run('Migrating the database', ['node_modules/prisma/build/index.js', 'migrate', 'deploy'])
  if (!isLocal(variables.STRIPE_API_BASE_URL))
    return 'Database migrated, without demo data because Stripe is not local'
  await run('Seeding the demo data', ['--import', 'tsx', SEED])
  return 'Database migrated, demo data in place'
}

async function runQuietly(what: string, args: string[], variables: Record<string, string>): Promise<void> {
  const options = { cwd: ROOT, env: { ...process.env, ...variables } }
  try {
    await promisify(execFile)(process.execPath, args, options)
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    throw new Error(`${what} failed:\n\n${`${stdout}${stderr}`.trim()}\n`)
  }
}

async function isMigrated(url = ''): Promise<boolean> {
  const state = await findMigrationState((sql) => query(url, sql)).catch(() => null)
  return state?.kind === 'current'
}

function isLocal(url: string | undefined): boolean {
  return URL.canParse(url ?? '') && LOOPBACK.test(new URL(url ?? '').hostname)
}
