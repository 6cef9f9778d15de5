import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findApiKeyCaller } from '@/lib/api-keys/find-api-key-caller'
import { hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { PORTAL_SCOPE } from '@/lib/portal/access'
import { startTestOperator, type TestOperator } from './start-test-operator'

const DAY_MS = 86_400_000

let operator: TestOperator

beforeAll(async () => {
  operator = await startTestOperator()
})

afterAll(() => operator.stop())

const newEmail = () => `${randomUUID()}@example.com`

/** Runs a command that must succeed without a word. */
async function done(...args: string[]) {
  const { code, answer, said } = await operator.run(...args)
  expect({ code, said }).toEqual({ code: 0, said: '' })
  return answer
}

const newAccount = async (...more: string[]): Promise<string> =>
  (await done('account', 'create', '--name', 'Acme', '--owner', newEmail(), ...more)).id

/** Somebody who has proved an address. */
const newUser = (email: string) => db().user.create({ data: { email, emailVerified: new Date() } })

const membersOf = async (id: string) => {
  const { members, invitations } = await done('account', 'show', id)
  return { members, invitations }
}

test('help lists every command', async () => {
  let text = ''
  const io = { out: (part: string) => (text += part), err: () => {}, isTerminal: false }
  const { runAdmin } = await import('./run-admin')
  expect(await runAdmin(['account', 'create', '--help'], io)).toBe(0)
  for (const command of ['account create', 'account import', 'member add', 'key revoke', 'portal setup'])
    expect(text).toContain(`\n  ${command} `)
})

test('creates an account whose owner is invited, in lower case', async () => {
  const email = newEmail()
  const answer = await done('account', 'create', '--name', ' Acme ', '--owner', email.toUpperCase())
  expect(answer).toEqual({
    id: expect.any(String),
    name: 'Acme',
    stripeCustomerId: null,
    owner: { email, status: 'invited' },
  })
  expect(await membersOf(answer.id)).toEqual({ members: [], invitations: [{ email, role: 'OWNER' }] })
})

test('creates an account whose owner has proved the address, and is a member at once', async () => {
  const email = newEmail()
  await newUser(email)
  const customer = await operator.newCustomer()
  const answer = await done('account', 'create', '--name', 'A', '--owner', email, '--customer', customer)
  expect(answer).toMatchObject({ stripeCustomerId: customer, owner: { status: 'joined' } })
  expect(await membersOf(answer.id)).toEqual({ members: [{ email, role: 'OWNER' }], invitations: [] })
})

test('links, links again, unlinks and unlinks again', async () => {
  const id = await newAccount()
  const customer = await operator.newCustomer()
  for (let time = 0; time < 2; time += 1)
    expect(await done('account', 'link', id, customer)).toEqual({ id, stripeCustomerId: customer })
  expect(await done('account', 'show', id)).toMatchObject({ stripeCustomerId: customer })
  for (let time = 0; time < 2; time += 1)
    expect(await done('account', 'unlink', id)).toEqual({ id, stripeCustomerId: null })
  expect(await done('account', 'show', id)).toMatchObject({ stripeCustomerId: null })
})

test('a link that was stale is good again, or gives way to another customer', async () => {
  const [first, second] = [await operator.newCustomer(), await operator.newCustomer()]
  const id = await newAccount('--customer', first)
  for (const customer of [first, second]) {
    await db().billingAccount.update({ where: { id }, data: { customerStaleAt: new Date() } })
    await done('account', 'link', id, customer)
    expect(await done('account', 'show', id)).toMatchObject({
      stripeCustomerId: customer,
      customerStaleAt: null,
    })
  }
})

test('adds a member twice: the second time changes the role', async () => {
  const id = await newAccount()
  const [invited, joined] = [newEmail(), newEmail()]
  await newUser(joined)
  for (const role of ['member', 'BILLING']) {
    expect(await done('member', 'add', id, invited, '--role', role)).toMatchObject({ status: 'invited' })
    expect(await done('member', 'add', id, joined, '--role', role)).toMatchObject({ status: 'joined' })
  }
  const { members, invitations } = await membersOf(id)
  expect(members).toEqual([{ email: joined, role: 'BILLING' }])
  expect(invitations).toContainEqual({ email: invited, role: 'BILLING' })
})

test('adding somebody who has proved the address since leaves no invitation behind', async () => {
  const id = await newAccount()
  const email = newEmail()
  await done('member', 'add', id, email, '--role', 'owner')
  await newUser(email)
  await done('member', 'add', id, email, '--role', 'member')
  const { members, invitations } = await membersOf(id)
  expect(members).toEqual([{ email, role: 'MEMBER' }])
  expect(invitations).not.toContainEqual(expect.objectContaining({ email }))
})

test('creates a key that works, expires as asked and is stored as a hash alone', async () => {
  const id = await newAccount()
  const { id: keyId, key, ...rest } = await done('key', 'create', id, '--name', 'CI', '--expires-in', '30d')
  expect(rest).toEqual({})
  expect(parseApiKey(key)).toBe(key)
  expect(await findApiKeyCaller(hashApiKey(key))).toMatchObject({
    keyId,
    scopes: [PORTAL_SCOPE],
    account: { id },
  })
  const { apiKeys } = await done('account', 'show', id)
  expect(apiKeys).toHaveLength(1)
  expect(new Date(apiKeys[0].expiresAt).getTime()).toBeCloseTo(Date.now() + 30 * DAY_MS, -5)
  expect((await operator.database.contents()).join('\n')).not.toContain(key)
})

test('revokes a key for good, and says so the second time', async () => {
  const { id, key } = await done('key', 'create', await newAccount(), '--name', 'CI')
  expect(await done('key', 'revoke', id)).toEqual({ id, status: 'revoked' })
  expect(await findApiKeyCaller(hashApiKey(key))).toBeNull()
  expect(await done('key', 'revoke', id)).toEqual({ id, status: 'already-revoked' })
})

test('finds an account by its name, id, customer, and its people’s addresses', async () => {
  const customer = await operator.newCustomer()
  const [owner, name] = [newEmail(), `Brewery ${randomUUID()}`]
  await newUser(owner)
  const { id } = await done('account', 'create', '--name', name, '--owner', owner, '--customer', customer)
  const invited = newEmail()
  await done('member', 'add', id, invited, '--role', 'member')
  for (const text of [id, name.toUpperCase(), customer, owner, invited.toUpperCase()])
    expect(await done('account', 'list', '--search', text)).toMatchObject([{ id, name }])
  expect(await done('account', 'list', '--search', '%')).toEqual([])
})
