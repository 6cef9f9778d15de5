import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { VARIABLES } from '@/lib/env'
import { readEnvFiles } from './read-env-files'

/** A copy of the project, which has files of its own. */
let project: string

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'orbitkit-env-files-'))
  for (const name of ['lib', 'prisma', 'tools', 'package.json', 'tsconfig.json', 'prisma.config.ts'])
    cpSync(name, join(project, name), { recursive: true, preserveTimestamps: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(project, 'node_modules'))
})

// Next's loader would remember the settings of the tests' own run.
beforeEach(() => {
  for (const name of VARIABLES) vi.stubEnv(name, undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
  for (const name of ['.env', '.env.local', '.env.production']) rmSync(join(project, name), { force: true })
})

afterAll(() => rmSync(project, { recursive: true }))

const write = (name: string, ...lines: string[]) => writeFileSync(join(project, name), lines.join('\n'))

/** Runs a program of the project with nothing in its environment but this. */
function run(args: string[], environment: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, ...environment } as unknown as NodeJS.ProcessEnv
  return new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: project, env }, (_, stdout, stderr) => resolve(stdout + stderr))
  })
}
const TSX = ['--import', 'tsx']

/** A place where nobody listens: who asks for it has read the file. */
const NOWHERE = 'postgresql://u:p@127.0.0.1:1/x'

test.each([
  ['npm run doctor', [...TSX, 'tools/doctor.ts'], /127\.0\.0\.1:1 cannot be used \(ECONNREFUSED/],
  ['npm run admin', [...TSX, 'tools/admin.ts', 'account', 'list'], /^The database is unavailable \(/],
  [
    'npx prisma',
    ['node_modules/prisma/build/index.js', 'migrate', 'status'],
    /Can't use the database server at `127\.0\.0\.1:1`/,
  ],
])('%s reads what the app reads', async (_, args, says) => {
  write('.env.local', `DATABASE_URL="${NOWHERE}"`)
  expect(await run(args)).toMatch(says)
})

test('reads the development files, or the production files by NODE_ENV; the environment wins', () => {
  write('.env', 'RATE_LIMIT_PER_MINUTE=general', 'DOCS_URL=general')
  write('.env.production', 'RATE_LIMIT_PER_MINUTE=production')
  const found = () =>
    Object.fromEntries(
      [...readEnvFiles(project)].map(([name, { value, file }]) => [name, `${file}: ${value}`]),
    )
  vi.stubEnv('NODE_ENV', undefined)
  expect(found()).toEqual({ RATE_LIMIT_PER_MINUTE: '.env: general', DOCS_URL: '.env: general' })
  vi.stubEnv('NODE_ENV', 'production')
  expect(found()).toMatchObject({ RATE_LIMIT_PER_MINUTE: '.env.production: production' })
  vi.stubEnv('RATE_LIMIT_PER_MINUTE', '9')
  vi.stubEnv('DOCS_URL', '')
  expect(found()).toEqual({})
})

test('a file’s DIRECT_DATABASE_URL leads no migration away from the DATABASE_URL of the environment', () => {
  write('.env', 'DIRECT_DATABASE_URL=postgresql://u:p@127.0.0.1:2/direct', `DATABASE_URL=${NOWHERE}`)
  const found = () => [...readEnvFiles(project).keys()]
  expect(found()).toEqual(['DIRECT_DATABASE_URL', 'DATABASE_URL'])
  vi.stubEnv('DATABASE_URL', NOWHERE)
  expect(found()).toEqual([])
})

/** With these, `npm run local` starts neither. */
const NEITHER_DATABASE_NOR_MAIL = {
  DATABASE_URL: 'postgresql://db.example.com/app',
  EMAIL_SERVER: 'smtps://smtp.example.com',
}

/** What `vercel env pull` brings. */
const PULLED = [
  'DATABASE_URL=postgresql://db.example.com/app',
  'OIDC_ISSUER=https://id.example.com',
  'STRIPE_PORTAL_CONFIGURATION=bpc_real',
  'VERCEL="1"',
  'VERCEL_ENV="production"',
  'VERCEL_URL=""',
]

test('npm run local says what comes from a file, and nothing that does harm reaches the app, which reads the files again', async () => {
  write('.env.local', ...PULLED)
  const next = `require('@next/env').loadEnvConfig(process.cwd(), true, console, true)
    console.log(JSON.stringify(process.env))`
  const given = { EMAIL_SERVER: NEITHER_DATABASE_NOR_MAIL.EMAIL_SERVER }
  const printed = await run([...TSX, 'tools/local/run.ts', 'node', '-e', next], given)
  expect(printed).toContain('DATABASE_URL comes from .env.local: using it instead of a local PostgreSQL\n')
  const line = printed.split('\n').find((text) => text.startsWith('{')) ?? '{}'
  expect(JSON.parse(line)).toMatchObject({
    APP_ENV: 'local',
    DATABASE_URL: 'postgresql://db.example.com/app',
    STRIPE_SECRET_KEY: expect.stringMatching(/^sk_test_local_/),
    STRIPE_PORTAL_CONFIGURATION: '',
    VERCEL: '',
    VERCEL_ENV: '',
  })
})

test('npm run local can be told to leave the files alone, as the tests are', async () => {
  write('.env', ...PULLED.slice(1), 'STRIPE_SECRET_KEY=sk_test_file', 'RATE_LIMIT_PER_MINUTE=7')
  const tell = `console.log(JSON.stringify([process.env.RATE_LIMIT_PER_MINUTE, process.env.OIDC_ISSUER]))`
  const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']))
  // One part is left to start.
  const given = { ...NEITHER_DATABASE_NOR_MAIL, STRIPE_SECRET_KEY: 'sk_test_given' }
  const env = { ...unset, ...given, NODE_ENV: 'test' }
  const printed = await run([...TSX, 'tools/local/run.ts', '--no-env-files', 'node', '-e', tell], env)
  expect(printed).toMatch(/^\["","http:\/\/127\.0\.0\.1:\d+"\]$/m)
})
