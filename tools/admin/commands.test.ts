import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashApiKey, parseApiKey } from '@/lib/api-keys/format'
import { findKeyCaller } from '@/lib/auth/find-key-caller'
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

/** Runs a command that must succeed and print nothing on standard error. */
async function done(...args: string[]) {
  const { code, output, stderr } = await operator.run(...args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return output
}

const newAccount = async (...more: string[]): Promise<string> =>
  (await done('account', 'create', '--name', 'Acme', '--owner', newEmail(), ...more)).id

/** A user with a verified address. */
const newUser = (email: string) => db().user.create({ data: { email, emailVerified: new Date() } })

const membersOf = async (id: string) => {
  const { members, invitations } = await done('account', 'show', id)
  return { members, invitations }
}

async function help(...args: string[]) {
  let text = ''
  const io = { out: (part: string) => (text += part), err: () => {}, isTerminal: false }
  const { runAdmin } = await import('./run-admin')
  expect(await runAdmin(args, io)).toBe(0)
  return text
}

test('help lists every command, and every group and command has its own help', async () => {
  for (const args of [['help'], ['--help'], ['-h']])
    for (const command of [
      'account create',
      'account import',
      'member add',
      'member remove',
      'user release',
      'key revoke',
      'portal setup',
      'portal open',
      'audit <account-id>',
    ])
      expect(await help(...args)).toContain(`\n  ${command} `)
  expect(await help('audit', '--help')).toContain('--since <time>')
  expect(await help('account', '--help')).toMatch(/\n {2}import .*\n/)
  for (const args of [
    ['help', 'key', 'create'],
    ['key', 'create', '--help'],
    ['key', 'create', 'x', '--name', 'y', '--help'],
  ])
    expect(await help(...args)).toMatch(
      /Usage: .* key create <account-id> --name <name> \[--expires-in <duration>\]\n[\s\S]*--expires-in <duration>/,
    )
})

test('creates an account whose owner is invited, in lower case', async () => {
  const email = newEmail()
  const output = await done('account', 'create', '--name', ' Acme ', '--owner', email.toUpperCase())
  expect(output).toEqual({
    id: expect.any(String),
    name: 'Acme',
    stripeCustomerId: null,
    owner: { email, status: 'invited' },
  })
  expect(await membersOf(output.id)).toEqual({ members: [], invitations: [{ email, role: 'OWNER' }] })
})

test('creates an account whose owner has a verified address and joins immediately', async () => {
  const email = newEmail()
  await newUser(email)
  const customer = await operator.newCustomer()
  const output = await done('account', 'create', '--name', 'A', '--owner', email, '--customer', customer)
  expect(output).toMatchObject({ stripeCustomerId: customer, owner: { status: 'joined' } })
  expect(await membersOf(output.id)).toEqual({ members: [{ email, role: 'OWNER' }], invitations: [] })
})

test('links and unlinks a customer, and repeating either changes nothing', async () => {
  const id = await newAccount()
  const customer = await operator.newCustomer()
  for (let time = 0; time < 2; time += 1)
    expect(await done('account', 'link', id, customer)).toEqual({ id, stripeCustomerId: customer })
  expect(await done('account', 'show', id)).toMatchObject({ stripeCustomerId: customer })
  for (let time = 0; time < 2; time += 1)
    expect(await done('account', 'unlink', id)).toEqual({ id, stripeCustomerId: null })
  expect(await done('account', 'show', id)).toMatchObject({ stripeCustomerId: null })
})

test('relinks a stale customer, or replaces it with another', async () => {
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

test('changes the role when a member is added again', async () => {
  const id = await newAccount()
  const [invited, joined] = [newEmail(), newEmail()]
  await newUser(joined)
  for (const [role, status] of [
    ['member', 'joined'],
    ['BILLING', 'changed'],
    ['billing', 'unchanged'],
  ] as const) {
    expect(await done('member', 'add', id, invited, '--role', role)).toMatchObject({ status: 'invited' })
    expect(await done('member', 'add', id, joined, '--role', role)).toMatchObject({ status })
  }
  const { members, invitations } = await membersOf(id)
  expect(members).toEqual([{ email: joined, role: 'BILLING' }])
  expect(invitations).toContainEqual({ email: invited, role: 'BILLING' })
})

test('adding a person whose address is now verified leaves no invitation behind', async () => {
  const id = await newAccount()
  const email = newEmail()
  await done('member', 'add', id, email, '--role', 'owner')
  await newUser(email)
  await done('member', 'add', id, email, '--role', 'member')
  const { members, invitations } = await membersOf(id)
  expect(members).toEqual([{ email, role: 'MEMBER' }])
  expect(invitations).not.toContainEqual(expect.objectContaining({ email }))
})

test('removes a member or an invitation, and prints the activity', async () => {
  const id = await newAccount()
  const [invited, joined] = [newEmail(), newEmail()]
  await newUser(joined)
  for (const email of [invited, joined]) await done('member', 'add', id, email, '--role', 'member')
  expect(await done('member', 'remove', id, joined.toUpperCase())).toMatchObject({ status: 'removed' })
  expect(await done('member', 'remove', id, invited)).toMatchObject({ status: 'withdrawn' })
  expect(await membersOf(id)).toMatchObject({ members: [], invitations: [{ role: 'OWNER' }] })

  const events = await done('audit', id)
  expect(events).toMatchObject([
    { action: 'member.invitation_withdrawn', actor: 'OPERATOR', subject: invited },
    { action: 'member.removed', actor: 'OPERATOR', subject: joined },
    { action: 'member.added', actor: 'OPERATOR', subject: joined, detail: 'MEMBER' },
    { action: 'member.invited', actor: 'OPERATOR', subject: invited, detail: 'MEMBER' },
    { action: 'member.invited', actor: 'OPERATOR', detail: 'OWNER' },
  ])
  expect(await done('audit', id, '--since', '1d')).toEqual(events)
  await db().auditEvent.updateMany({
    where: { billingAccountId: id },
    data: { createdAt: new Date('2026-01-01T23:59:59Z') },
  })
  expect(await done('audit', id, '--since', '2026-01-01')).toHaveLength(5)
  expect(await done('audit', id, '--since', '2026-01-02')).toEqual([])
})

test('creates a key that works, expires as requested and is stored only as a hash', async () => {
  const id = await newAccount()
  const { id: keyId, key, ...rest } = await done('key', 'create', id, '--name', 'CI', '--expires-in', '30d')
  expect(rest).toEqual({})
  expect(parseApiKey(key)).toBe(key)
  expect((await findKeyCaller(hashApiKey(key), 60))?.caller).toMatchObject({
    keyId,
    scopes: [PORTAL_SCOPE],
    account: { id },
  })
  const { apiKeys } = await done('account', 'show', id)
  expect(apiKeys).toHaveLength(1)
  expect(new Date(apiKeys[0].expiresAt).getTime()).toBeCloseTo(Date.now() + 30 * DAY_MS, -5)
  expect((await operator.database.contents()).join('\n')).not.toContain(key)
})

test('revokes a key permanently, and reports a repeat', async () => {
  const { id, key } = await done('key', 'create', await newAccount(), '--name', 'CI')
  expect(await done('key', 'revoke', id)).toEqual({ id, status: 'revoked' })
  expect(await findKeyCaller(hashApiKey(key), 60)).toBeNull()
  expect(await done('key', 'revoke', id)).toEqual({ id, status: 'already-revoked' })
})

test('releases a user only with --yes: the identity and session go, everything else stays', async () => {
  const email = newEmail()
  const { id: userId } = await newUser(email)
  const id = await newAccount()
  await done('member', 'add', id, email, '--role', 'owner')
  await newIdentity(userId)
  const concerned = { users: 1, usersWithoutAddress: 0, identities: 1, sessions: 1, memberships: 1 }

  const before = await operator.database.contents()
  const dry = await operator.run('user', 'release', email.toUpperCase())
  expect(dry).toMatchObject({ code: 0, output: { status: 'dry-run', ...concerned } })
  expect(dry.stderr).toMatch(
    /^Nothing was changed\. With --yes, the user can be taken over by [^\n]+ Sessions that will end: 1\.\n$/,
  )
  expect(await operator.database.contents()).toEqual(before)

  const other = await newUser(newEmail())
  await newIdentity(other.id)
  expect(await done('user', 'release', email, '--yes')).toEqual({ status: 'released', ...concerned })
  expect(await identitiesOf(userId)).toEqual({ accounts: 0, sessions: 0, memberships: 1 })
  expect(await identitiesOf(other.id)).toEqual({ accounts: 1, sessions: 1, memberships: 0 })
  expect(await done('user', 'release', email, '--yes')).toMatchObject({
    users: 1,
    identities: 0,
    sessions: 0,
  })
})

test('releases every user together, and counts those without an address', async () => {
  const [known, nameless] = [await newUser(newEmail()), await db().user.create({ data: {} })]
  for (const { id } of [known, nameless]) await newIdentity(id)
  const { output, stderr } = await operator.run('user', 'release', '--all')
  expect(output).toMatchObject({ status: 'dry-run', usersWithoutAddress: 1 })
  expect(stderr).toContain('Users without an address, who will start as new users: 1.')
  expect(await done('user', 'release', '--all', '--yes')).toEqual({ ...output, status: 'released' })
  expect([await db().account.count(), await db().session.count()]).toEqual([0, 0])
  expect(await db().user.count({ where: { email: { not: null }, emailVerified: { not: null } } })).toBe(0)
})

/** Gives a user an identity and a session. */
async function newIdentity(userId: string) {
  await db().account.create({
    data: { userId, type: 'oauth', provider: 'oidc', providerAccountId: randomUUID() },
  })
  await db().session.create({
    data: { userId, sessionToken: randomUUID(), expires: new Date(Date.now() + DAY_MS) },
  })
}

async function identitiesOf(id: string) {
  const user = await db().user.findUniqueOrThrow({
    where: { id },
    include: { _count: { select: { accounts: true, sessions: true, memberships: true } } },
  })
  return user._count
}

test('finds an account by name, id, customer, or a member’s address', async () => {
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
