import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { clearFaults, injectFault, listRequests } from '@/tools/local/stripe/control'
import { startTestOperator, type TestOperator } from './start-test-operator'

let operator: TestOperator
let account: string
let customer: string
let takenCustomer: string

beforeAll(async () => {
  operator = await startTestOperator()
  takenCustomer = await operator.newCustomer()
  customer = await operator.newCustomer()
  const create = ['account', 'create', '--name', 'Northwind', '--owner', 'ada@example.com']
  account = (await operator.run(...create)).output.id
  await operator.run(...create, '--customer', takenCustomer)
})

afterAll(() => operator.stop())

/** Runs a command that must fail: one sentence, exit code 1, no output, and an unchanged database. */
async function refused(...args: string[]): Promise<string> {
  const before = await operator.database.contents()
  const { code, output, stderr } = await operator.run(...args)
  expect({ code, output }).toEqual({ code: 1, output: '' })
  expect(await operator.database.contents()).toEqual(before)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  return stderr.trim()
}

const owner = ['--owner', 'ada@example.com']
const name = ['--name', 'Acme']

test.each<[string, string[], string | RegExp]>([
  ['no command', [], 'Name a command: npm run --silent admin -- help lists them.'],
  ['a noun alone', ['account'], 'Name a command: npm run --silent admin -- help lists them.'],
  [
    'an unknown noun',
    ['acount', 'list'],
    /^Unknown command 'acount' \(Did you mean account\?\): see .*-- --help/,
  ],
  ['an unknown command', ['account', 'delete', 'x'], /^Unknown command 'delete': see .* account --help\.$/],
  [
    'a missing option',
    ['account', 'create', ...owner],
    /^Required option '--name <name>' not specified: see .* account create --help\.$/,
  ],
  [
    'an option without a value',
    ['account', 'create', ...owner, '--name'],
    /^Option '--name <name>' argument missing: see/,
  ],
  ['an option in place of a value', ['account', 'create', '--name', ...owner], '--name needs a value.'],
  [
    'an unknown option',
    ['account', 'create', ...owner, ...name, '--plan', 'x'],
    /^Unknown option '--plan': see .* account create --help\.$/,
  ],
  ['an option given twice', ['account', 'create', ...owner, ...name, ...name], /^--name is given twice/],
  ['an extra argument', ['account', 'create', 'Acme', ...owner, ...name], /^Too many arguments for 'create'/],
  ['a blank name', ['account', 'create', ...owner, '--name', ' '], /^--name must be 1 to 200 characters/],
  ['a long name', ['account', 'create', ...owner, '--name', 'x'.repeat(201)], /^--name must be 1 to 200/],
  [
    'a bad email address',
    ['account', 'create', ...name, '--owner', 'ada'],
    /^--owner must be an email address/,
  ],
  [
    'a bad customer',
    ['account', 'create', ...name, ...owner, '--customer', 'acct_1'],
    /^--customer must be a Stripe/,
  ],
  [
    'a missing argument',
    ['account', 'link'],
    /^Missing required argument 'account-id': see .* account link --help\.$/,
  ],
  [
    'a bad role',
    ['member', 'add', 'x', 'a@example.com', '--role', 'king'],
    '--role must be owner, billing or member.',
  ],
  [
    'a bad duration',
    ['key', 'create', 'x', ...name, '--expires-in', '1y'],
    /^--expires-in must be a duration such as 12h/,
  ],
  [
    'a duration over ten years',
    ['key', 'create', 'x', ...name, '--expires-in', '3651d'],
    /at most ten years/,
  ],
  ['a blank key name', ['key', 'create', 'x', '--name', ''], /^--name must be 1 to 100 characters/],
  ['an unknown key id', ['key', 'revoke', 'nope'], /^There is no API key with that id: .*account show ID/],
  ['a long headline', ['portal', 'setup', '--headline', 'x'.repeat(61)], /^--headline must be at most 60/],
  [
    'a bad URL',
    ['portal', 'setup', '--privacy-policy-url', 'ftp://x'],
    /^--privacy-policy-url must be a URL/,
  ],
  [
    'an address with a look-alike of an ASCII letter',
    ['member', 'add', 'x', 'fran\u212a@example.com', '--role', 'member'],
    /^EMAIL must be an email address with only ASCII/,
  ],
  ['a bad day', ['audit', 'x', '--since', 'yesterday'], /^--since must be a day such as 2026-11-25/],
  ['a day that no month has', ['audit', 'x', '--since', '2026-02-31'], /^--since must be a day/],
  ['a release without an address', ['user', 'release'], 'Name one email address, or give --all.'],
  [
    'a release of one user and of all',
    ['user', 'release', 'a@example.com', '--all'],
    /^Name one email address/,
  ],
  [
    'a release of an unknown user',
    ['user', 'release', 'a@example.com', '--yes'],
    /^There is no user with the address a@example.com/,
  ],
  ['a bad toggle', ['portal', 'setup', '--cancel', 'yes'], '--cancel must be on or off.'],
])('refuses %s without calling Stripe', async (_, args, sentence) => {
  const calls = await listRequests(operator.stripe.url)
  expect(await refused(...args)).toMatch(sentence)
  expect(await listRequests(operator.stripe.url)).toHaveLength(calls.length)
})

test.each([
  ['account', 'show', 'nope'],
  ['account', 'unlink', 'nope'],
  ['member', 'add', 'nope', 'bob@example.com', '--role', 'member'],
  ['audit', 'nope'],
  ['portal', 'open', 'nope', '--reason', 'Ticket'],
  ['key', 'create', 'nope', '--name', 'CI'],
])('refuses %s %s for an account that does not exist', async (...args) => {
  expect(await refused(...args)).toMatch(/^There is no billing account nope: .*account list/)
})

test('refuses to remove a person who is not on the account', async () => {
  expect(await refused('member', 'remove', account, 'nobody@example.com')).toMatch(
    /^nobody@example.com is neither a member of the account nor invited to it: .*account show/,
  )
})

test('refuses to remove or demote the only owner, and says what to do first', async () => {
  await db().user.create({ data: { email: 'only@example.com' } })
  const create = ['account', 'create', '--name', 'Northwind', '--owner', 'only@example.com']
  const { id } = (await operator.run(...create)).output
  const sentence = /^only@example.com is the only owner of the account: make someone else an owner first/
  expect(await refused('member', 'remove', id, 'only@example.com')).toMatch(sentence)
  expect(await refused('member', 'add', id, 'only@example.com', '--role', 'billing')).toMatch(sentence)
})

test('refuses to link an account that does not exist', async () => {
  expect(await refused('account', 'link', 'nope', customer)).toMatch(/^There is no billing account nope/)
})

test('refuses a customer that Stripe does not have', async () => {
  const sentence = /^Stripe has no customer cus_Nobody: look up the id/
  expect(await refused('account', 'link', account, 'cus_Nobody')).toMatch(sentence)
  expect(await refused('account', 'create', ...name, ...owner, '--customer', 'cus_Nobody')).toMatch(sentence)
})

test('refuses a customer that is deleted at Stripe', async () => {
  const gone = await operator.newCustomer()
  await operator.stripe.client.customers.del(gone)
  expect(await refused('account', 'link', account, gone)).toMatch(/is deleted/)
})

test('refuses a customer that another account has, and says how to find that account', async () => {
  const sentence = new RegExp(
    `^${takenCustomer} is linked to another.*account list --search ${takenCustomer},`,
  )
  expect(await refused('account', 'link', account, takenCustomer)).toMatch(sentence)
  expect(await refused('account', 'create', ...name, ...owner, '--customer', takenCustomer)).toMatch(sentence)
})

test('refuses to replace a customer that still exists at Stripe', async () => {
  const { output } = await operator.run('account', 'list', '--search', takenCustomer)
  expect(await refused('account', 'link', output[0].id, customer)).toContain(
    `account unlink ${output[0].id} first`,
  )
})

test.each([
  ['wrong-key', /^Stripe refuses the key: set STRIPE_SECRET_KEY/],
  ['missing-permission', /^The Stripe key may not do this: give .* Customers/],
  ['html-502', /^Stripe failed .*run it again\.$/],
  ['rate-limit', /^Stripe is throttling .*run it again\.$/],
] as const)('reports %s from Stripe in one sentence', async (kind, sentence) => {
  await clearFaults(operator.stripe.url)
  await injectFault(operator.stripe.url, { kind, path: '/v1/customers', times: 5 })
  expect(await refused('account', 'link', account, customer)).toMatch(sentence)
})
