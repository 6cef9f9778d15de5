import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { clearFaults, injectFault, putFixtures } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from '../start-test-operator'

let operator: TestOperator
let directory: string
let path: string

beforeAll(async () => {
  operator = await startTestOperator()
  directory = await mkdtemp(join(tmpdir(), 'reconcile-test-'))
  path = join(directory, 'reconcile.jsonl')
})

beforeEach(() => {
  // The log lines of attaching and detaching have tests of their own.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await clearFaults(operator.stripe.url)
  await db().billingAccount.deleteMany()
  const { customers } = operator.stripe.client
  const living = await customers.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })
  await Promise.all(living.map(({ id }) => customers.del(id)))
  await rm(path, { force: true })
})

afterAll(async () => {
  await operator.stop()
  await rm(directory, { recursive: true })
})

const reconcile = (...options: string[]) => operator.run('reconcile', '--file', path, ...options)

async function newAccount(stripeCustomerId: string | null = null, customerStaleAt: Date | null = null) {
  const data = { name: 'Reconciled', stripeCustomerId, customerStaleAt }
  return (await db().billingAccount.create({ data })).id
}

async function newCustomer(billingAccountId?: string, email?: string): Promise<string> {
  const metadata = { ...(billingAccountId && { billingAccountId }) }
  return (await operator.stripe.client.customers.create({ metadata, ...(email && { email }) })).id
}

const links = async () =>
  new Map(
    (await db().billingAccount.findMany()).map(({ id, stripeCustomerId, customerStaleAt }) => [
      id,
      [stripeCustomerId, customerStaleAt !== null],
    ]),
  )

/** One of everything: what each account should have, and what should be reported. */
async function makeWorld() {
  const held = await newCustomer()
  const [gone, replaced, revived] = [await newCustomer(), await newCustomer(), await newCustomer()]
  const account = {
    vacant: await newAccount(),
    settled: await newAccount(held),
    gone: await newAccount(gone),
    replaced: await newAccount(replaced),
    unknown: await newAccount('cus_Elsewhere'),
    revived: await newAccount(revived, new Date()),
    twice: await newAccount(),
    occupied: await newAccount(await newCustomer()),
  }
  const claiming = await newCustomer(account.vacant)
  const replacing = await newCustomer(account.replaced)
  const [first, second] = [await newCustomer(account.twice), await newCustomer(account.twice)]
  const orphan = await newCustomer('no-such-account')
  const intruder = await newCustomer(account.occupied)
  const [upper, lower] = [
    await newCustomer(undefined, 'Ada@Example.com'),
    await newCustomer(undefined, 'ada@example.com'),
  ]
  await operator.stripe.client.customers.del(gone)
  await operator.stripe.client.customers.del(replaced)
  const occupant = (await links()).get(account.occupied)?.[0]
  return {
    account,
    changes: [
      { change: 'attach', account: account.vacant, customer: claiming },
      { change: 'detach', account: account.gone, customer: gone },
      { change: 'detach', account: account.replaced, customer: replaced },
      { change: 'attach', account: account.replaced, customer: replacing },
      { change: 'mark', account: account.unknown, customer: 'cus_Elsewhere' },
      { change: 'unmark', account: account.revived, customer: revived },
    ],
    problems: [
      { problem: 'unknown-customer', account: account.unknown, customers: ['cus_Elsewhere'] },
      { problem: 'account-named-twice', account: account.twice, customers: [second, first] },
      { problem: 'no-such-account', account: 'no-such-account', customers: [orphan] },
      { problem: 'account-has-another-customer', account: account.occupied, customers: [intruder, occupant] },
      { problem: 'same-email', customers: [lower, upper] },
    ],
    linksAfter: {
      vacant: [claiming, false],
      settled: [held, false],
      gone: [null, false],
      replaced: [replacing, false],
      unknown: ['cus_Elsewhere', true],
      revived: [revived, false],
      twice: [null, false],
      occupied: [occupant, false],
    },
  }
}

test('a dry run changes nothing, and the real run does exactly what it said', async () => {
  const world = await makeWorld()
  const before = await operator.database.contents()
  const dry = await reconcile('--dry-run')
  expect(dry).toMatchObject({ code: 0, output: { dryRun: true, accounts: 6 } })
  expect(dry.output.findings).toHaveLength(world.changes.length + world.problems.length)
  expect(dry.output.findings).toEqual(
    expect.arrayContaining([
      ...world.changes,
      ...world.problems.map((problem) => ({ ...problem, todo: expect.stringMatching(/\w.*\.$/) })),
    ]),
  )
  expect(await operator.database.contents()).toEqual(before)

  const real = await reconcile()
  expect(real.output).toEqual({ ...dry.output, dryRun: false })
  const after = await links()
  for (const [name, link] of Object.entries(world.linksAfter))
    expect([name, after.get(world.account[name as keyof typeof world.account])]).toEqual([name, link])

  const again = await reconcile()
  expect(again.output).toMatchObject({ changes: {}, problems: real.output.problems })
  expect(await readFile(path, 'utf8')).not.toMatch(/example\.com/i)
})

test('killed at any line and run again, it reports and does the same', async () => {
  const world = await makeWorld()
  await reconcile('--dry-run')
  const whole = await readFile(path, 'utf8')
  const { output } = await reconcile('--dry-run')
  const lines = whole.trimEnd().split('\n')
  const walked = lines.findIndex((line) => line.startsWith('{"walked"'))
  // In the walk, in the plan, and with half a line at the end.
  for (const kept of [4, walked, lines.length - 2]) {
    await writeFile(path, `${lines.slice(0, kept).join('\n')}\n${lines[kept]?.slice(0, 9)}`)
    const resumed = await reconcile('--dry-run')
    expect(resumed.output).toEqual(output)
    expect(await readFile(path, 'utf8')).toBe(whole)
  }
  // Between two changes: Stripe stays away until the command gives up.
  await injectFault(operator.stripe.url, {
    kind: 'missing-permission',
    path: '/v1/customers/',
    customer: 'cus_Elsewhere',
  })
  const stopped = await reconcile()
  expect(stopped).toMatchObject({ code: 1, output: '' })
  expect(stopped.stderr).toMatch(/run this again, and it goes on from .+\n$/)
  expect((await reconcile()).output).toEqual({ ...output, dryRun: false })
  expect([...(await links()).values()]).toEqual(expect.arrayContaining(Object.values(world.linksAfter)))
})

test('goes on although the customer at which it stopped has been deleted', async () => {
  for (let n = 0; n < 3; n++) await newCustomer()
  await reconcile('--dry-run')
  const [first, newest, middle, oldest] = (await readFile(path, 'utf8')).split('\n')
  await operator.stripe.client.customers.del(JSON.parse(middle ?? '').id)
  await writeFile(path, `${[first, newest, middle].join('\n')}\n`)
  expect((await reconcile('--dry-run')).output).toMatchObject({ customers: 3 })
  expect(await readFile(path, 'utf8')).toContain(`${middle}\n${oldest}\n{"walked":3}`)
})

test('reads every page, and waits when Stripe is busy', async () => {
  const customers = Array.from({ length: 150 }, () => ({ object: 'customer' }))
  await putFixtures(operator.stripe.url, customers)
  await injectFault(operator.stripe.url, { kind: 'rate-limit', path: '/v1/customers' })
  expect(await reconcile()).toMatchObject({ code: 0, output: { customers: 150 } })
})

test('marks nothing when the key knows none of the customers', async () => {
  for (let n = 0; n < 5; n++) await newAccount(`cus_Elsewhere${n}`)
  const before = await operator.database.contents()
  const { code, stderr } = await reconcile()
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/STRIPE_SECRET_KEY and DATABASE_URL/),
  })
  expect(await operator.database.contents()).toEqual(before)
})

test('keeps its hands off a file of something else', async () => {
  await writeFile(path, 'name,owner_email\n')
  expect((await reconcile()).stderr).toMatch(/not a file of this command/)
  expect(await readFile(path, 'utf8')).toBe('name,owner_email\n')
  await rm(path)
  await reconcile('--dry-run')
  const other = (await readFile(path, 'utf8')).replace(/"target":"\w+"/, '"target":"other"')
  await writeFile(path, other)
  expect((await reconcile()).stderr).toMatch(/another Stripe key or database/)
  expect(await readFile(path, 'utf8')).toBe(other)
  expect(existsSync(path)).toBe(true)
})
