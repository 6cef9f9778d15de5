import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import pg from 'pg'

/**
 * Measures `admin account import`: imports 100,000 rows, kills the import halfway, runs it twice more, and
 * compares the database with the file row by row. It deletes what it created.
 *
 * npm run local -- node --import tsx tools/bench/import.ts [ROWS]
 */
const ROWS = Number(process.argv[2] ?? 100_000)

/** Part of every customer id, to tell this run's rows from all others. */
const RUN = `Bench${randomBytes(6).toString('hex')}`

/** What the command prints once half of the rows are imported. */
const HALF = `${new Intl.NumberFormat('en').format(ROWS / 2)} of`

const customerOf = (row: number) => `cus_${RUN}${String(row).padStart(8, '0')}`
const nameOf = (row: number) => `Müller, Söhne & Co. ${row}`
const ownerOf = (row: number) => `owner-${row}-${RUN.toLowerCase()}@example.com`

function* csvLines(): Generator<string> {
  yield 'stripe_customer_id,name,owner_email\n'
  for (let row = 1; row <= ROWS; row += 1) yield `${customerOf(row)},"${nameOf(row)}",${ownerOf(row)}\n`
}

/** The peak memory of a process in MiB, sampled with `ps`. */
async function watchMemory(pid: number, running: () => boolean): Promise<number> {
  let peak = 0
  while (running()) {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({
      stdout: '0',
    }))
    peak = Math.max(peak, Number(stdout) / 1024)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return Math.round(peak)
}

/** Runs the import, and optionally kills it once half of the rows are imported. */
async function runImport(title: string, file: string, { killAtHalf = false } = {}): Promise<void> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/admin.ts', 'account', 'import', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let progress = ''
  let running = true
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    progress += chunk.toString()
    if (killAtHalf && progress.includes(HALF)) child.kill('SIGKILL')
  })
  const peak = watchMemory(child.pid ?? 0, () => running)
  const code = await new Promise((resolve) =>
    child.on('close', (status, signal) => resolve(status ?? signal)),
  )
  running = false
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${title}: ${code} after ${seconds} s, peak ${await peak} MiB ${output.trim()}`)
  if (code === 1) console.error(progress)
}

const { DATABASE_URL } = process.env
if (!DATABASE_URL || !['localhost', '127.0.0.1'].includes(new URL(DATABASE_URL).hostname))
  throw new Error(
    'This writes and deletes rows, so it needs a local database: put npm run local -- in front.',
  )

const client = new pg.Client(DATABASE_URL)
await client.connect()
const directory = await mkdtemp(join(tmpdir(), 'orbitkit-import-'))
const file = join(directory, 'accounts.csv')
const countAccounts = async () => {
  const { rows } = await client.query<{ accounts: string; owners: string; wrong: string }>(
    `SELECT count(*) AS accounts, count(invitation.email) AS owners,
       count(*) FILTER (WHERE account.name <> 'Müller, Söhne & Co. ' || right("stripeCustomerId", 8)::int
         OR invitation.email <> 'owner-' || right("stripeCustomerId", 8)::int || '-' || lower($1) || '@example.com') AS wrong
     FROM "BillingAccount" AS account LEFT JOIN "Invitation" AS invitation ON "billingAccountId" = account.id
     WHERE "stripeCustomerId" LIKE 'cus_' || $1 || '%'`,
    [RUN],
  )
  return `${rows[0]?.accounts} accounts, ${rows[0]?.owners} owners, ${rows[0]?.wrong} different from the file`
}

try {
  await pipeline(Readable.from(csvLines()), createWriteStream(file, { mode: 0o600 }))
  await runImport('killed halfway', file, { killAtHalf: true })
  console.log(`  ${await countAccounts()}`)
  await runImport('run again', file)
  console.log(`  ${await countAccounts()}`)
  await runImport('nothing to do', file)
  console.log(`  ${await countAccounts()}`)
} finally {
  await client.query(`DELETE FROM "BillingAccount" WHERE "stripeCustomerId" LIKE $1`, [`cus_${RUN}%`])
  await client.end()
  await rm(directory, { recursive: true })
}
