import { execFile } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { VARIABLES } from '@/lib/env'
import type { PrismaClient } from '@/prisma/generated/client'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'

let database: OwnDatabase

beforeAll(async () => {
  database = await createOwnDatabase()
})

afterEach(() => vi.unstubAllEnvs())

afterAll(() => database.drop())

/** Empty is unset, and keeps a developer's own .env* out. */
const UNSET = Object.fromEntries(VARIABLES.map((name) => [name, '']))

type Outcome = { code: number | string | null | undefined; stdout: string; stderr: string }

/** Runs a command as a process that has just started does, with nothing of the environment but this. */
async function admin(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  for (const [name, value] of Object.entries({ ...UNSET, APP_ENV: 'local', NODE_ENV: 'test', ...env }))
    vi.stubEnv(name, value)
  vi.resetModules()
  const { runAdmin } = await import('./admin/run-admin')
  const printed = { stdout: '', stderr: '' }
  const code = await runAdmin(args, {
    out: (text) => {
      printed.stdout += text
    },
    err: (text) => {
      printed.stderr += text
    },
    isTerminal: false,
  })
  const kept = globalThis as { orbitkitDatabase?: PrismaClient | undefined }
  await kept.orbitkitDatabase?.$disconnect()
  kept.orbitkitDatabase = undefined
  return { code, ...printed }
}

test('the program prints one line of JSON on standard output, nothing else, and ends by itself', async () => {
  const args = ['account', 'create', '--name', 'Acme', '--owner', 'ada@example.com']
  const env = {
    ...process.env,
    ...UNSET,
    APP_ENV: 'local',
    NODE_ENV: 'test' as const,
    DATABASE_URL: database.url,
  }
  const { code, stdout, stderr } = await new Promise<Outcome>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'tools/admin.ts', ...args],
      { env },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }),
    )
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^\{[^\n]+\}\n$/)
  expect(JSON.parse(stdout)).toMatchObject({ name: 'Acme' })
})

test.each([
  ['no database is named', {}, /^Set DATABASE_URL, or run it on the local parts: npm run local -- /],
  [
    'DATABASE_URL is nonsense',
    { DATABASE_URL: 'nonsense' },
    /^The environment cannot be used: DATABASE_URL must/,
  ],
  [
    'the database is away',
    { DATABASE_URL: 'postgresql://u:pw@127.0.0.1:1/x' },
    /^The database is unavailable \(.+, nothing is listening there\): start PostgreSQL/,
  ],
])('says in one sentence, without secrets, that %s', async (_, env, sentence) => {
  const { code, stdout, stderr } = await admin(env, 'account', 'list')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(sentence)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr).not.toContain('pw')
})

test('says in one sentence that the database is not migrated', async () => {
  await database.client.query('ALTER TABLE "BillingAccount" RENAME TO "Elsewhere"')
  const { code, stderr } = await admin({ DATABASE_URL: database.url }, 'account', 'list')
  await database.client.query('ALTER TABLE "Elsewhere" RENAME TO "BillingAccount"')
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^The database does not have the tables of this version: run npx prisma migrate deploy, or [^\n]+ahead\.\n$/,
  )
})

test('says in one sentence that Stripe’s key is missing, or Stripe is away', async () => {
  const link = ['account', 'link', 'x', 'cus_1']
  const without = await admin({ DATABASE_URL: database.url }, ...link)
  expect(without.stderr).toMatch(/^Set STRIPE_SECRET_KEY, or run it on the local parts: [^\n]+\n$/)
  const stripe = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_API_BASE_URL: 'http://127.0.0.1:1' }
  const away = await admin({ DATABASE_URL: database.url, ...stripe }, ...link)
  expect(away.stderr).toMatch(/^The connection to Stripe failed[^\n]*: check the network[^\n]+\n$/)
  expect([without.code, away.code]).toEqual([1, 1])
})

test('does not let a live portal lead back to a desk', async () => {
  const { code, stderr } = await admin({ STRIPE_SECRET_KEY: 'sk_live_x' }, 'portal', 'setup')
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The Stripe key is a live one: set APP_ENV=production and APP_URL[^\n]+\n$/)
})
