import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../read-env-files'

const SEED = join(ROOT, 'prisma/seed.ts')

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Brings the database up to date and puts the demo data in. A database on another machine is left alone, and
 * so is a Stripe account that is not a local one: neither is a place for demo data, nor for migrations that
 * nobody asked for.
 *
 * @returns what was done, for people to read
 * @throws {Error} a sentence to show, with what the failing program said
 */
export async function prepareDatabase(variables: Record<string, string>): Promise<string> {
  if (!isLocal(variables.DATABASE_URL)) {
    return 'The database is on another machine: migrate it yourself with `npx prisma migrate deploy`'
  }
  const run = (what: string, args: string[]) => runQuietly(what, args, variables)
  await run('Migrating the database', ['node_modules/prisma/build/index.js', 'migrate', 'deploy'])
  if (!isLocal(variables.STRIPE_API_BASE_URL))
    return 'Database migrated; no demo data, because Stripe is not local'
  await run('Putting the demo data in', ['--import', 'tsx', SEED])
  return 'Database migrated, demo data in place'
}

async function runQuietly(what: string, args: string[], variables: Record<string, string>): Promise<void> {
  const options = { cwd: ROOT, env: { ...process.env, ...variables } }
  try {
    await promisify(execFile)(process.execPath, args, options)
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    throw new Error(`${what} failed. It said:\n\n${`${stdout}${stderr}`.trim()}\n`)
  }
}

function isLocal(url: string | undefined): boolean {
  return URL.canParse(url ?? '') && LOOPBACK.test(new URL(url ?? '').hostname)
}
