import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { listRequests } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from './start-test-operator'

let operator: TestOperator
let directory: string

beforeAll(async () => {
  operator = await startTestOperator()
  directory = await mkdtemp(join(tmpdir(), 'import-test-'))
})

afterEach(async () => {
  await db().billingAccount.deleteMany()
  await db().user.deleteMany()
})

afterAll(async () => {
  await operator.stop()
  await rm(directory, { recursive: true })
})

const HEADER = 'name,owner_email,stripe_customer_id'

async function write(name: string, ...lines: string[]): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

const importLines = async (...lines: string[]) =>
  operator.run('account', 'import', await write('accounts.csv', ...lines))

/** What is in the database, as the lines of a file. */
async function accounts(): Promise<string[]> {
  const found = await db().billingAccount.findMany({
    include: { invitations: true, memberships: { include: { user: true } } },
    orderBy: { stripeCustomerId: 'asc' },
  })
  return found.map(({ name, stripeCustomerId, invitations, memberships }) => {
    const owners = [
      ...invitations.map(({ email, role }) => `${role} ${email} invited`),
      ...memberships.map(({ user, role }) => `${role} ${user.email} joined`),
    ]
    return [name, ...owners, stripeCustomerId].join(',')
  })
}

test('imports accounts, and importing them again changes nothing', async () => {
  await db().user.create({ data: { email: 'ada@example.com' } })
  const lines = [HEADER, 'Acme,Ada@Example.com,cus_1', '"Müller, Söhne",bob@example.com,cus_2']
  const counts = { rows: 2, renamed: 0, refused: 0, refusals: [] }
  const calls = (await listRequests(operator.stripe.url)).length
  expect(await importLines(...lines)).toMatchObject({
    code: 0,
    answer: { ...counts, created: 2, unchanged: 0 },
  })
  const after = await operator.database.contents()
  expect(await accounts()).toEqual([
    'Acme,OWNER ada@example.com joined,cus_1',
    'Müller, Söhne,OWNER bob@example.com invited,cus_2',
  ])
  expect(await importLines(...lines)).toMatchObject({
    code: 0,
    answer: { ...counts, created: 0, unchanged: 2 },
  })
  expect(await operator.database.contents()).toEqual(after)
  expect(await listRequests(operator.stripe.url)).toHaveLength(calls)
})

test('takes columns in any order beside others, a byte order mark and Windows line ends', async () => {
  const file = await write('windows.csv')
  await writeFile(
    file,
    '\ufeffStripe_Customer_ID,plan,name,owner_email\r\ncus_1,gold,Acme,ada@example.com\r\n\r\n',
  )
  expect((await operator.run('account', 'import', file)).answer).toMatchObject({ rows: 1, created: 1 })
  expect(await accounts()).toEqual(['Acme,OWNER ada@example.com invited,cus_1'])
})

test('gives an account its new name only where the owner is the same', async () => {
  await importLines(HEADER, 'Acme,ada@example.com,cus_1', 'Brew,bob@example.com,cus_2')
  const { code, answer } = await importLines(
    HEADER,
    'Acme Ltd,ada@example.com,cus_1',
    'Brew Ltd,eve@example.com,cus_2',
  )
  expect(code).toBe(1)
  expect(answer).toMatchObject({ renamed: 1, refused: 1, unchanged: 0 })
  expect(answer.refusals).toEqual([
    {
      line: 3,
      reason: expect.stringMatching(/^stripe_customer_id is attached to account \S+, which owner_email/),
    },
  ])
  expect(await accounts()).toEqual([
    'Acme Ltd,OWNER ada@example.com invited,cus_1',
    'Brew,OWNER bob@example.com invited,cus_2',
  ])
})

test('does not make somebody owner again who has been one', async () => {
  await importLines(HEADER, 'Acme,ada@example.com,cus_1')
  await db().invitation.updateMany({ data: { role: 'MEMBER' } })
  expect((await importLines(HEADER, 'Acme,ada@example.com,cus_1')).answer).toMatchObject({ refused: 1 })
  expect(await accounts()).toEqual(['Acme,MEMBER ada@example.com invited,cus_1'])
})

test('refuses bad rows with line and reason, imports the others, and exits with 1', async () => {
  const { code, answer, said } = await importLines(
    HEADER,
    'Good,ada@example.com,cus_1',
    ' ,ada@example.com,cus_2',
    'Two\nlines,ada@example.com,cus_3'.replace('Two\nlines', '"Two\nlines"'),
    'Bad mail,ada@localhost,cus_4',
    'Bad customer,ada@example.com,acct_5',
    'Again,eve@example.com,cus_1',
    'Short,ada@example.com',
    'Long,ada@example.com,cus_6,more',
    'Also good,ada@example.com,cus_7',
  )
  expect(code).toBe(1)
  expect(said).toContain('7 rows were refused and the others imported')
  expect(answer).toMatchObject({ rows: 9, created: 2, refused: 7 })
  expect(answer.refusals).toEqual([
    { line: 3, reason: 'name must be 1 to 200 characters and not blank' },
    { line: 4, reason: 'name must be readable UTF-8 text without control characters' },
    { line: 6, reason: 'owner_email must be an e-mail address such as ada@example.com' },
    { line: 7, reason: 'stripe_customer_id must be a Stripe customer such as cus_NffrFeUfNV2Hib' },
    { line: 8, reason: 'stripe_customer_id is that of line 2' },
    { line: 9, reason: 'the row has more or fewer values than the header has columns' },
    { line: 10, reason: 'the row has more or fewer values than the header has columns' },
  ])
  expect(await accounts()).toEqual([
    'Good,OWNER ada@example.com invited,cus_1',
    'Also good,OWNER ada@example.com invited,cus_7',
  ])
})

test('refuses a name that is not UTF-8, rather than import it garbled', async () => {
  const file = await write('latin.csv')
  await writeFile(file, Buffer.from(`${HEADER}\nM\xfcller,ada@example.com,cus_1\n`, 'latin1'))
  expect((await operator.run('account', 'import', file)).answer).toMatchObject({ created: 0, refused: 1 })
})

test('writes every refused row into a report that can be corrected and imported', async () => {
  const bad = Array.from({ length: 120 }, (_, row) => `"Bad, ${row}",nobody,cus_${row}`)
  const file = await write('bad.csv', HEADER, ...bad)
  const report = join(directory, 'refused.csv')
  const { answer } = await operator.run('account', 'import', file, '--report', report)
  expect(answer).toMatchObject({ rows: 120, refused: 120 })
  expect(answer.refusals).toHaveLength(100)

  const text = await readFile(report, 'utf8')
  expect(text.split('\n')).toHaveLength(122)
  expect((await stat(report)).mode & 0o777).toBe(0o600)
  await writeFile(report, text.replaceAll('nobody', 'ada@example.com'))
  const corrected = await operator.run('account', 'import', report)
  expect(corrected.answer).toMatchObject({ rows: 120, created: 120, refused: 0 })
  expect(await accounts()).toContain('Bad, 119,OWNER ada@example.com invited,cus_119')
})

test.each([
  ['an empty file', [''], /first line must name the columns .* name is missing/],
  [
    'a header without a column',
    ['name,owner_email', 'A,ada@example.com'],
    /stripe_customer_id is missing\.$/,
  ],
  ['a column named twice', [`${HEADER},name`, 'A,ada@example.com,cus_1,B'], /name is there twice\.$/],
  [
    'semicolons',
    [HEADER.replaceAll(',', ';'), 'A;ada@example.com;cus_1'],
    /separated by commas: name is missing/,
  ],
  [
    'a quote in the wrong place',
    [HEADER, 'A,ada@example.com,cus_1', '"B"x,ada@example.com,cus_2'],
    /from line 3 on .*nothing was imported/,
  ],
  [
    'a quote that is never closed',
    [HEADER, 'A,ada@example.com,cus_1', '"B,c,d'],
    /from line \d+ on .*nothing/,
  ],
])('refuses %s in one sentence before anything is imported', async (_, lines, sentence) => {
  const { code, answer, said } = await importLines(...lines)
  expect({ code, answer }).toEqual({ code: 1, answer: '' })
  expect(said.trim()).toMatch(sentence)
  expect(said).toMatch(/^[^\n]+\n$/)
  expect(await accounts()).toEqual([])
})

test('does not write the report over the file that it imports, nor import when it cannot write one', async () => {
  const file = await write('precious.csv', HEADER, 'A,ada@example.com,cus_1')
  for (const report of [file, join(directory, 'nowhere', 'x.csv')]) {
    const { code, said } = await operator.run('account', 'import', file, '--report', report)
    expect(code).toBe(1)
    expect(said).toMatch(/^--report [^\n]+\n$/)
  }
  expect(await readFile(file, 'utf8')).toContain('cus_1')
  expect(await accounts()).toEqual([])
})

test('says how far it is on lines of their own where there is no terminal', async () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => `A,ada@example.com,cus_${row}`)
  const { said } = await importLines(HEADER, ...rows)
  expect(said.split('\n')).toEqual(['1,000 of 3,000 rows', '2,000 of 3,000 rows', '3,000 of 3,000 rows', ''])
})
