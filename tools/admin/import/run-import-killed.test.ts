import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBreakableProxy } from '@/tools/test/start-breakable-proxy'
import { startTestOperator, type TestOperator } from '../start-test-operator'

/** Three batches. */
const ROWS = 3_000
const BATCH = 1_000

let operator: TestOperator
let directory: string
let file: string

beforeAll(async () => {
  operator = await startTestOperator()
  directory = await mkdtemp(join(tmpdir(), 'import-killed-'))
  file = join(directory, 'accounts.csv')
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `Account ${row},owner-${row}@example.com,cus_${row}\n`,
  )
  await writeFile(file, `name,owner_email,stripe_customer_id\n${rows.join('')}`)
})

afterAll(async () => {
  await operator.stop()
  await rm(directory, { recursive: true })
})

/** Runs the import in a separate process. */
function startImport(url: string) {
  return spawn(process.execPath, ['--import', 'tsx', 'tools/admin.ts', 'account', 'import', file], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function countRows() {
  const { rows } = await operator.database.client.query<{ accounts: number; owned: number; wrong: number }>(
    `SELECT count(*)::int AS accounts, count(invitation.email)::int AS owned,
       (count(*) FILTER (WHERE account.name <> 'Account ' || substr("stripeCustomerId", 5)
         OR invitation.email <> 'owner-' || substr("stripeCustomerId", 5) || '@example.com'))::int AS wrong
     FROM "BillingAccount" AS account LEFT JOIN "Invitation" AS invitation ON "billingAccountId" = account.id`,
  )
  return rows[0] ?? { accounts: -1, owned: -1, wrong: -1 }
}

/** Expects only whole batches, and an owner for every account. */
async function expectWholeBatches() {
  const { accounts, owned, wrong } = await countRows()
  expect({ rest: accounts % BATCH, wrong }).toEqual({ rest: 0, wrong: 0 })
  expect(owned).toBe(accounts)
  return accounts
}

async function expectExactlyTheFile() {
  const { output } = await operator.run('account', 'import', file)
  expect(output).toMatchObject({ rows: ROWS, renamed: 0, refused: 0 })
  expect(output.created + output.unchanged).toBe(ROWS)
  expect(await countRows()).toEqual({ accounts: ROWS, owned: ROWS, wrong: 0 })
}

const empty = () => operator.database.client.query('DELETE FROM "BillingAccount"')

test('killed half-way and run again, it ends with exactly the file’s rows', async () => {
  await empty()
  const child = startImport(operator.database.url)
  const closed = once(child, 'close')
  for await (const chunk of child.stderr) if (String(chunk).includes(' of 3,000')) child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  // The server may still finish the dead process's last statement.
  await expect.poll(() => operator.database.client.query(BUSY).then(({ rowCount }) => rowCount)).toBe(0)
  expect(await expectWholeBatches()).toBeLessThan(ROWS)
  await expectExactlyTheFile()
})

/** Other connections to this database. */
const BUSY = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`

test.each(['request', 'answer'] as const)(
  'cut off from the database at a %s and run again, it ends with exactly the file’s rows',
  async (moment) => {
    await empty()
    const proxy = await startBreakableProxy(operator.database.url)
    try {
      const child = startImport(proxy.url)
      let stderr = ''
      child.stderr.on('data', (chunk: Buffer) => {
        // Not counted in messages, because their number depends on the driver.
        if (!stderr.includes(' of 3,000') && String(chunk).includes(' of 3,000')) proxy.breakOnce(moment)
        stderr += chunk.toString()
      })
      expect(await once(child, 'close')).toEqual([1, null])
      expect(stderr.trim().split('\n').at(-1)).toMatch(
        /^The database is unavailable .*; the first \d000 rows are dealt with, so run the import again/,
      )
      expect(await expectWholeBatches()).toBeLessThan(ROWS)
    } finally {
      await proxy.stop()
    }
    await expectExactlyTheFile()
  },
)
