import { existsSync } from 'node:fs'
import { type FileHandle, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { listRequests } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from '../start-test-operator'

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

/** The accounts in the database, one line each. */
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
    output: { ...counts, created: 2, unchanged: 0 },
  })
  const after = await operator.database.contents()
  expect(await accounts()).toEqual([
    'Acme,OWNER ada@example.com joined,cus_1',
    'Müller, Söhne,OWNER bob@example.com invited,cus_2',
  ])
  expect(await importLines(...lines)).toMatchObject({
    code: 0,
    output: { ...counts, created: 0, unchanged: 2 },
  })
  expect(await operator.database.contents()).toEqual(after)
  expect(await listRequests(operator.stripe.url)).toHaveLength(calls)
})

const bytes = async (text: string | Buffer) => {
  const file = await write('bytes.csv')
  await writeFile(file, text)
  return operator.run('account', 'import', file)
}

const ACME = 'OWNER ada@example.com invited'

test.each<[string, string]>([
  [
    'columns in any order and case beside others, with a byte order mark',
    '\ufeffStripe_Customer_ID,plan,Name,owner_email\ncus_1,gold,Acme,ada@example.com\n',
  ],
  ['Windows line ends', `${HEADER}\r\nAcme,ada@example.com,cus_1\r\n\r\n`],
  ['carriage returns alone', `${HEADER}\rAcme,ada@example.com,cus_1\r`],
  ['no line end at the end', `${HEADER}\nAcme,ada@example.com,cus_1`],
  ['rows without a value, and blank lines', `\n${HEADER}\n,,\n\n , ,\nAcme,ada@example.com,cus_1\n,,,\n`],
  ['semicolons', `${HEADER.replaceAll(',', ';')}\nAcme;ada@example.com;cus_1\n`],
  ['tabs', `${HEADER.replaceAll(',', '\t')}\nAcme\tada@example.com\tcus_1\n`],
  [
    'quoted and padded titles and values',
    ` "name" ,\t"owner_email" , stripe_customer_id \n "Acme" , " ada@example.com " ,\tcus_1 \n`,
  ],
])('accepts %s', async (_, text) => {
  expect((await bytes(text)).output).toMatchObject({ rows: 1, created: 1, refused: 0 })
  expect(await accounts()).toEqual([`Acme,${ACME},cus_1`])
})

test('accepts every kind of line end in one file, and loses no row', async () => {
  const { output } = await bytes(
    `${HEADER}\r\nA,ada@example.com,cus_1\nB,ada@example.com,cus_2\rC,ada@example.com,cus_3\r\nD,ada@example.com,cus_4\n`,
  )
  expect(output).toMatchObject({ rows: 4, created: 4 })
  expect(await accounts()).toEqual(['A', 'B', 'C', 'D'].map((name, row) => `${name},${ACME},cus_${row + 1}`))
})

test('keeps the other separators as part of a name', async () => {
  expect((await bytes(`${HEADER}\n"A;B;C;D\tE",ada@example.com,cus_1\n`)).output.refusals).toMatchObject([
    { reason: expect.stringContaining('control characters') },
  ])
  await bytes(`${HEADER}\nA;B;C;D,ada@example.com,cus_1\n`)
  expect(await accounts()).toEqual([`A;B;C;D,${ACME},cus_1`])
})

// The titles of an export, https://docs.stripe.com/dashboard/basics; the user chooses the columns.
test('imports Stripe’s customer export, and replaces a missing name by the address', async () => {
  const { output } = await bytes(
    [
      'id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,tag (metadata)',
      'cus_1,"Two\nlines, quoted",Ada@Example.com,"Acme, Inc",2026-01-02 03:04,false,,,',
      'cus_2,,bob@example.com,,2026-01-02 03:05,false,,,',
      'cus_3,,,Nobody,2026-01-02 03:06,false,,,',
    ].join('\r\n'),
  )
  expect(output).toMatchObject({
    rows: 3,
    created: 2,
    refusals: [{ line: 5, reason: expect.stringMatching(/^owner_email must be an email address/) }],
  })
  expect(await accounts()).toEqual([
    `Acme, Inc,${ACME},cus_1`,
    'bob@example.com,OWNER bob@example.com invited,cus_2',
  ])
})

test.each([
  ['a character that folds into an ASCII letter', 'fran\u212a@example.com'],
  ['a no-break space in front', '\u00a0ada@example.com'],
  ['a no-break space behind', 'ada@example.com\u00a0'],
  ['a byte order mark in quotes', '"\ufeffada@example.com"'],
])('refuses an address with %s', async (_, address) => {
  expect((await bytes(`${HEADER}\nAcme,${address},cus_1\n`)).output).toMatchObject({ created: 0, refused: 1 })
  expect(await accounts()).toEqual([])
})

test('counts lines as an editor does, across line breaks in values and every kind of line end', async () => {
  const { output } = await bytes(
    `${HEADER},note\r\nA,ada@example.com,cus_1,"one\r\ntwo\rthree\nfour"\r\n\r\n,,,\rB,nobody,cus_2,\nC,nobody,cus_3,"x\ny"\nD,nobody,cus_4,\n`,
  )
  expect(output.refusals.map(({ line }: { line: number }) => line)).toEqual([8, 9, 11])
})

test('renames an account only when the row names its owner', async () => {
  await importLines(HEADER, 'Acme,ada@example.com,cus_1', 'Brew,bob@example.com,cus_2')
  const { code, output } = await importLines(
    HEADER,
    'Acme Ltd,ada@example.com,cus_1',
    'Brew Ltd,eve@example.com,cus_2',
  )
  expect(code).toBe(1)
  expect(output).toMatchObject({ renamed: 1, refused: 1, unchanged: 0 })
  expect(output.refusals).toEqual([
    {
      line: 3,
      reason: expect.stringMatching(/^stripe_customer_id is linked to account \S+, which owner_email/),
    },
  ])
  expect(await accounts()).toEqual([
    'Acme Ltd,OWNER ada@example.com invited,cus_1',
    'Brew,OWNER bob@example.com invited,cus_2',
  ])
})

test('does not restore a former owner', async () => {
  await importLines(HEADER, 'Acme,ada@example.com,cus_1')
  await db().invitation.updateMany({ data: { role: 'MEMBER' } })
  expect((await importLines(HEADER, 'Acme,ada@example.com,cus_1')).output).toMatchObject({ refused: 1 })
  expect(await accounts()).toEqual(['Acme,MEMBER ada@example.com invited,cus_1'])
})

test('refuses bad rows with line and reason, imports the others, and exits with code 1', async () => {
  const { code, output, stderr } = await importLines(
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
  expect(stderr).toContain('7 rows were refused and the others imported')
  expect(output).toMatchObject({ rows: 9, created: 2, refused: 7 })
  expect(output.refusals).toEqual([
    { line: 3, reason: 'name must be 1 to 200 characters and not blank' },
    { line: 4, reason: 'name must be readable UTF-8 text without control characters' },
    { line: 6, reason: 'owner_email must be an email address such as ada@example.com' },
    { line: 7, reason: 'stripe_customer_id must be a Stripe customer (cus_…)' },
    { line: 8, reason: 'stripe_customer_id is already on line 2' },
    { line: 9, reason: 'the row has more or fewer values than the header has columns' },
    { line: 10, reason: 'the row has more or fewer values than the header has columns' },
  ])
  expect(await accounts()).toEqual([
    'Good,OWNER ada@example.com invited,cus_1',
    'Also good,OWNER ada@example.com invited,cus_7',
  ])
})

test('refuses a name that is not UTF-8 instead of importing it garbled', async () => {
  const file = await write('latin.csv')
  await writeFile(file, Buffer.from(`${HEADER}\nM\xfcller,ada@example.com,cus_1\n`, 'latin1'))
  expect((await operator.run('account', 'import', file)).output).toMatchObject({ created: 0, refused: 1 })
})

test('writes every refused row into a report that can be corrected and imported', async () => {
  const bad = Array.from({ length: 120 }, (_, row) => `"Bad, ${row}",nobody,cus_${row}`)
  const file = await write('bad.csv', HEADER, ...bad)
  const report = join(directory, 'refused.csv')
  const { output } = await operator.run('account', 'import', file, '--report', report)
  expect(output).toMatchObject({ rows: 120, refused: 120 })
  expect(output.refusals).toHaveLength(100)

  const text = await readFile(report, 'utf8')
  expect(text.split('\n')).toHaveLength(122)
  expect((await stat(report)).mode & 0o777).toBe(0o600)
  await writeFile(report, text.replaceAll('nobody', 'ada@example.com'))
  const corrected = await operator.run('account', 'import', report)
  expect(corrected.output).toMatchObject({ rows: 120, created: 120, refused: 0 })
  expect(await accounts()).toContain('Bad, 119,OWNER ada@example.com invited,cus_119')
})

test.each([
  ['an empty file', [''], /first line must name the columns .* name is missing/],
  [
    'a header without a column',
    ['name,owner_email', 'A,ada@example.com'],
    /stripe_customer_id is missing\.$/,
  ],
  ['a column named twice', [`${HEADER},name`, 'A,ada@example.com,cus_1,B'], /name appears twice\.$/],
  [
    'a header of another file',
    ['id;email address', 'cus_1;ada@example.com'],
    /Stripe’s customer export: name is missing/,
  ],
  [
    'a quote in the wrong place',
    [HEADER, 'A,ada@example.com,cus_1', '"B"x,ada@example.com,cus_2'],
    /from line 3 on .*nothing was imported/,
  ],
  [
    'a quote that is never closed',
    [HEADER, 'A,ada@example.com,cus_1', '"B,c,d', 'x', 'y'],
    /from line 3 on .*nothing/,
  ],
])('refuses %s in one sentence and imports nothing', async (_, lines, sentence) => {
  const { code, output, stderr } = await importLines(...lines)
  expect({ code, output }).toEqual({ code: 1, output: '' })
  expect(stderr.trim()).toMatch(sentence)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(await accounts()).toEqual([])
})

test('refuses a file that is not UTF-8', async () => {
  const { code, stderr } = await bytes(Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'))
  expect(code).toBe(1)
  expect(stderr).toMatch(/is not UTF-8 text: save it as [^\n]+\n$/)
})

test.skipIf(!existsSync('/dev/full'))(
  'imports nothing when the first write to the report fails',
  async () => {
    const file = await write('accounts.csv', HEADER, 'A,ada@example.com,cus_1')
    const { code, output, stderr } = await operator.run('account', 'import', file, '--report', '/dev/full')
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(stderr).toMatch(/^--report \/dev\/full cannot be written \(ENOSPC[^\n]+\n$/)
    expect(await accounts()).toEqual([])
  },
)

test('stops with one sentence before the next batch when writing the report fails', async () => {
  const rows = Array.from(
    { length: 2_500 },
    (_, row) => `A,${row % 2 ? 'nobody' : 'ada@example.com'},cus_${row}`,
  )
  const file = await write('accounts.csv', HEADER, ...rows)
  const report = join(directory, 'full.csv')
  const append = await breakAppendsAfter(1)
  const { code, output, stderr } = await operator.run('account', 'import', file, '--report', report)
  expect(append).toHaveBeenCalledTimes(2)
  append.mockRestore()
  expect({ code, output }).toEqual({ code: 1, output: '' })
  expect(stderr).toMatch(
    /^--report \S+ cannot be written \(ENOSPC[^\n]+; the first 1000 rows are dealt with, so run the import again[^\n]+\n$/,
  )
  expect(await accounts()).toHaveLength(500)
  const again = await operator.run('account', 'import', file, '--report', report)
  expect(again.output).toMatchObject({ rows: 2_500, created: 750, unchanged: 500, refused: 1_250 })
  expect((await readFile(report, 'utf8')).split('\n')).toHaveLength(1_252)
})

/** Makes every write to an open file fail as on a full disk, after the given number of writes. */
async function breakAppendsAfter(times: number) {
  const handle = await open(join(directory, 'handle'), 'w')
  const prototype = Object.getPrototypeOf(handle)
  await handle.close()
  const append: FileHandle['appendFile'] = prototype.appendFile
  const spy = vi.spyOn(prototype, 'appendFile')
  return spy.mockImplementation(function (this: FileHandle, ...args: unknown[]) {
    if (spy.mock.calls.length > times)
      return Promise.reject(
        Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
      )
    return append.apply(this, args as Parameters<FileHandle['appendFile']>)
  })
}

test('imports nothing if the report is the imported file or cannot be created', async () => {
  const file = await write('precious.csv', HEADER, 'A,ada@example.com,cus_1')
  for (const report of [file, join(directory, 'nowhere', 'x.csv')]) {
    const { code, stderr } = await operator.run('account', 'import', file, '--report', report)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^--report [^\n]+\n$/)
  }
  expect(await readFile(file, 'utf8')).toContain('cus_1')
  expect(await accounts()).toEqual([])
})

test('reports progress on separate lines without a terminal', async () => {
  const rows = Array.from({ length: 3_000 }, (_, row) => `A,ada@example.com,cus_${row}`)
  const { stderr } = await importLines(HEADER, ...rows)
  expect(stderr.split('\n')).toEqual([
    '1,000 of 3,000 rows',
    '2,000 of 3,000 rows',
    '3,000 of 3,000 rows',
    '',
  ])
})
