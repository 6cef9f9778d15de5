import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { identifyProcess } from './identify-process'

/** Nothing is started for these, and nobody is asked: the database is not on this machine. */
const NOTHING_LACKS = {
  DATABASE_URL: 'postgresql://db.example.com/app',
  STRIPE_SECRET_KEY: 'sk_test_given',
  OIDC_ISSUER: 'https://id.example.com',
  EMAIL_SERVER: 'smtps://smtp.example.com',
}
/** Only PostgreSQL is started. */
const DATABASE_LACKS = { ...NOTHING_LACKS, DATABASE_URL: '' }

/** A command that tells its environment in one line, and stays until it is told to end. */
const TELL = ['node', '-e', 'console.log(JSON.stringify({ ...process.env, pid: process.pid }))']
const TELL_AND_STAY = [...TELL.slice(0, 2), `${TELL[2]}; setInterval(() => {}, 1000)`]

/**
 * Migrating and seeding take two processes that compile TypeScript, on two cores that other tests keep busy.
 */
const PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 2 * PATIENCE_MS })

/** One for all tests, each of which therefore starts where another one was interrupted, killed or stopped. */
const directory = mkdtempSync(join(tmpdir(), 'orbitkit-run-test-'))
const running: ChildProcess[] = []

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** `npm run local -- command` without npm, in an environment that has only what is given. */
function run(command: string[], given: Record<string, string>, program = [process.execPath, ...RUN]) {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LOCAL_DIRECTORY: directory, ...given } as unknown as NodeJS.ProcessEnv
  const [file = '', ...args] = [...program, ...command]
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  const run = { child, stdout: '', stderr: '', exit: once(child, 'close') as Promise<[number, string]> }
  child.stdout.on('data', (chunk) => {
    run.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    run.stderr += chunk
  })
  return run
}
// Somebody's own .env* are none of these tests' business.
const RUN = ['--import', 'tsx', 'tools/local/run.ts', '--no-env-files']

/** What a command of {@link TELL} says of its environment. */
async function told(run: {
  stdout: string
  stderr: string
  child: ChildProcess
}): Promise<Record<string, string>> {
  await vi.waitUntil(() => run.stdout.includes('\n') || run.child.exitCode !== null, PATIENCE_MS)
  expect(run.stdout, run.stderr).toContain('\n')
  return JSON.parse(run.stdout)
}

const runs = (pid: number | string | undefined) => identifyProcess(Number(pid)) !== null

/** The id of the server that runs on the directory's database, if one does. */
function serverId(): number | undefined {
  const path = join(directory, 'postgres/occupied.json')
  const pid = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).server?.pid : undefined
  return runs(pid) ? pid : undefined
}

test('interrupted while it starts, it leaves nothing running', async () => {
  const first = run(TELL, DATABASE_LACKS)
  await vi.waitUntil(() => serverId(), PATIENCE_MS)
  const server = serverId()
  first.child.kill('SIGTERM')
  expect((await first.exit)[0]).toBe(143)
  await vi.waitUntil(() => !runs(server), 10_000)
  expect(existsSync(join(directory, 'run.json'))).toBe(false)
})

test('respects what is set, starts nothing for it, and leaves standard output to the command', async () => {
  const one = run(TELL, { ...NOTHING_LACKS, PORT: '4321' })
  expect(await told(one)).toMatchObject({ ...NOTHING_LACKS, APP_ENV: 'local', PORT: '4321' })
  await one.exit
  expect(one.stderr).toBe(
    'The database is on another machine: migrate it yourself with `npx prisma migrate deploy`\n',
  )
})

test('starts what lacks, counts an empty variable as lacking, and prints plain lines without a terminal', async () => {
  const one = run(TELL, { STRIPE_SECRET_KEY: '', DATABASE_URL: ' ' })
  const variables = await told(one)
  await one.exit
  expect(variables).toMatchObject({
    APP_ENV: 'local',
    DATABASE_URL: expect.stringMatching(/^postgresql:\/\/.+@127\.0\.0\.1:\d+\//),
    DIRECT_DATABASE_URL: '',
    STRIPE_SECRET_KEY: expect.stringMatching(/^sk_test_local_/),
    STRIPE_API_BASE_URL: expect.stringMatching(/^http:\/\/(localhost|127\.0\.0\.1):\d+$/),
    STRIPE_WEBHOOK_SECRET: expect.stringMatching(/^whsec_/),
    OIDC_ISSUER: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    EMAIL_SERVER: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
    ORBITKIT_API_KEY: expect.stringMatching(/^orbitkit_/),
  })
  expect(one.stderr.split('\n').sort()).toEqual([
    '',
    'Database migrated, demo data in place',
    expect.stringMatching(/^Mail inbox at http/),
    expect.stringMatching(/^OpenID provider at http/),
    expect.stringMatching(/^PostgreSQL at 127/),
    expect.stringMatching(/^Stripe at http/),
  ])
  expect(serverId()).toBeUndefined()
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'passes %s on, waits for the command, and then ends',
  async (signal) => {
    const command = `process.on('${signal}', () => setTimeout(() => process.exit(5), 300)); ${TELL_AND_STAY[2]}`
    const one = run(['node', '-e', command], NOTHING_LACKS)
    const { pid } = await told(one)
    one.child.kill(signal)
    expect((await one.exit)[0]).toBe(5)
    expect(runs(pid)).toBe(false)
  },
)

test('a second run joins the first and stops nothing; one that cannot start says why and leaves nothing', async () => {
  // A new database, so that the first run takes long enough to start.
  rmSync(join(directory, 'postgres'), { recursive: true, force: true })
  const first = run(TELL_AND_STAY, DATABASE_LACKS)
  // As early as it can, so that it has to wait.
  await vi.waitUntil(() => existsSync(join(directory, 'run.json')), PATIENCE_MS)
  const second = run(TELL, DATABASE_LACKS)
  const variables = await told(first)
  expect((await told(second)).DATABASE_URL).toBe(variables.DATABASE_URL)
  expect((await second.exit)[0]).toBe(0)
  expect(second.stderr).toMatch(/^Waiting for process \d+, which is starting or stopping local parts\n$/)
  expect(serverId()).toBeDefined()

  rmSync(join(directory, 'run.json'))
  const third = run(TELL, DATABASE_LACKS)
  expect((await third.exit)[0]).toBe(1)
  expect(third.stderr).toMatch(
    /^The database in .+ is being used by process \d+: wait until it has ended, or use/,
  )
  expect(third.stdout).toBe('')
  expect(serverId()).toBeDefined()

  first.child.kill('SIGTERM')
  await first.exit
  expect(serverId()).toBeUndefined()
})

test('killed, it is cleared up by the next start, which has the same data', async () => {
  const first = run(TELL_AND_STAY, DATABASE_LACKS)
  const variables = await told(first)
  const server = serverId()
  first.child.kill('SIGKILL')
  await vi.waitUntil(() => first.child.signalCode)
  expect(runs(variables.pid) && runs(server)).toBe(true)

  const next = await told(run(TELL, DATABASE_LACKS))
  expect(new URL(next.DATABASE_URL ?? '').password).toBe(new URL(variables.DATABASE_URL ?? '').password)
  expect(runs(variables.pid) || runs(server)).toBe(false)
})
