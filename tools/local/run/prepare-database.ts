import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
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

function isLocal(url: string | undefined): boolean {
  return URL.canParse(url ?? '') && LOOPBACK.test(new URL(url ?? '').hostname)
}
