import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { measureImport, writeImport } from './parts/measure-import'

/**
 * Measures `admin account import`: imports 100,000 rows, kills the import halfway, runs it twice more, and
 * compares the database with the file row by row. It deletes what it created.
 *
 * npm run bench -- import [ROWS]
 */
const ROWS = Number(process.argv[2] ?? 100_000)

/** Part of every customer id, to tell this run's rows from all others. */
const RUN = `Bench${randomBytes(6).toString('hex')}`

/** What the command prints once half of the rows are imported. */
const HALF = `${new Intl.NumberFormat('en').format(ROWS / 2)} of`

async function runImport(title: string, file: string, databaseUrl: string, killAt?: string): Promise<void> {
  const options = { databaseUrl, ...(killAt && { killAt }) }
  const { end, seconds, peakMiB, output, errors } = await measureImport(file, options)
  console.log(`${title}: ${end} after ${seconds.toFixed(1)} s, peak ${peakMiB.toFixed(0)} MiB ${output}`)
  if (end === 1) console.error(errors)
}

const { DATABASE_URL } = process.env
if (!DATABASE_URL || !['localhost', '127.0.0.1'].includes(new URL(DATABASE_URL).hostname))
  throw new Error('This writes and deletes rows, so it needs a local database: use npm run bench -- import.')

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
  await writeImport(file, RUN, ROWS)
  await runImport('killed halfway', file, DATABASE_URL, HALF)
  console.log(`  ${await countAccounts()}`)
  await runImport('run again', file, DATABASE_URL)
  console.log(`  ${await countAccounts()}`)
  await runImport('nothing to do', file, DATABASE_URL)
  console.log(`  ${await countAccounts()}`)
} finally {
  await client.query(`DELETE FROM "BillingAccount" WHERE "stripeCustomerId" LIKE $1`, [`cus_${RUN}%`])
  await client.end()
  await rm(directory, { recursive: true })
}
