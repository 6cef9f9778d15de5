import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { recordStatements } from '@/tools/test/record-statements'
import { NO_REQUEST } from '../audit/event'
import { acceptVerifiedAddress } from '../auth/accept-verified-address'
import { db } from '../db'
import { addMember } from './add-member'
import { changeRole } from './change-role'
import { listMembers, MAX_LISTED } from './list-members'
import { removeMember } from './remove-member'
import { transferOwnership } from './transfer-ownership'
import { withdrawInvitation } from './withdraw-invitation'

type Role = 'OWNER' | 'BILLING' | 'MEMBER'
type Test = { id: string; users: string[]; email: (position: number) => string }

const accounts: string[] = []
const users: string[] = []
const operator = { by: { kind: 'operator' }, from: NO_REQUEST } as const
const as = (userId: string | undefined) =>
  ({ by: { kind: 'user', userId: userId ?? '' }, from: NO_REQUEST }) as const

afterEach(async () => {
  await db().billingAccount.deleteMany({ where: { id: { in: accounts.splice(0) } } })
  await db().user.deleteMany({ where: { id: { in: users.splice(0) } } })
})

/** An account with a member of each of these roles. */
async function newAccount(...roles: Role[]): Promise<Test> {
  const { id } = await db().billingAccount.create({ data: { name: 'Members test' } })
  accounts.push(id)
  const emails = roles.map(() => `member-${randomUUID()}@example.com`)
  const ids: string[] = []
  for (const [index, role] of roles.entries()) {
    const memberships = { create: { billingAccountId: id, role } }
    const user = await db().user.create({ data: { email: emails[index] ?? null, memberships } })
    ids.push(user.id)
  }
  users.push(...ids)
  return { id, users: ids, email: (position) => emails[position] ?? '' }
}

const ref = ({ id, users }: Test, position: number) => ({ accountId: id, userId: users[position] ?? '' })

async function rolesOf({ id, users }: Test): Promise<(Role | null)[]> {
  const places = await db().membership.findMany({ where: { billingAccountId: id } })
  return users.map((userId) => places.find((place) => place.userId === userId)?.role ?? null)
}

async function eventsOf({ id }: { id: string }): Promise<string[]> {
  const events = await db().auditEvent.findMany({
    where: { billingAccountId: id },
    orderBy: { createdAt: 'asc' },
  })
  return events.map(({ action, actor, subject, detail }) => `${actor} ${action} ${subject} ${detail}`)
}

const invitationsOf = ({ id }: { id: string }) =>
  db().invitation.findMany({ where: { billingAccountId: id }, select: { id: true, email: true, role: true } })

test('invites an unknown person, adds a known one immediately, and records both', async () => {
  const account = await newAccount('OWNER')
  const known = await newAccount('OWNER')
  const add = (email: string, role: Role) =>
    addMember({ accountId: account.id, email, role, ...as(account.users[0]) })
  expect(await add('new@example.com', 'MEMBER')).toEqual({ kind: 'invited' })
  expect(await add('new@example.com', 'MEMBER')).toEqual({ kind: 'invited' })
  expect(await add('new@example.com', 'BILLING')).toEqual({ kind: 'invited' })
  expect(await add(known.email(0), 'BILLING')).toEqual({ kind: 'joined' })
  expect(await eventsOf(account)).toEqual([
    'USER member.invited new@example.com MEMBER',
    'USER member.invited new@example.com BILLING',
    `USER member.added ${known.email(0)} BILLING`,
  ])
})

test('adding a member again changes and records nothing, so it demotes no owner', async () => {
  const account = await newAccount('OWNER', 'OWNER')
  const again = { accountId: account.id, email: account.email(1), role: 'MEMBER', ...operator } as const
  expect(await addMember(again)).toEqual({ kind: 'already-member' })
  expect(await rolesOf(account)).toEqual(['OWNER', 'OWNER'])
  expect(await eventsOf(account)).toEqual([])
})

test('changes and records a role once, and setting the same role changes nothing', async () => {
  const account = await newAccount('OWNER', 'MEMBER')
  const change = () => changeRole({ ...ref(account, 1), role: 'BILLING', ...as(account.users[0]) })
  expect(await change()).toEqual({ kind: 'changed' })
  expect(await change()).toEqual({ kind: 'unchanged' })
  expect(await rolesOf(account)).toEqual(['OWNER', 'BILLING'])
  expect(await eventsOf(account)).toEqual([`USER member.role_changed ${account.email(1)} BILLING`])
})

test('people can leave, and an old invitation does not bring a removed member back', async () => {
  const account = await newAccount('OWNER', 'BILLING', 'MEMBER')
  for (const position of [1, 2])
    await db().invitation.create({
      data: { billingAccountId: account.id, email: account.email(position), role: 'OWNER' },
    })
  expect(await removeMember({ ...ref(account, 1), ...as(account.users[0]) })).toEqual({ kind: 'removed' })
  expect(await removeMember({ ...ref(account, 2), ...as(account.users[2]) })).toEqual({ kind: 'removed' })
  expect(await removeMember({ ...ref(account, 2), ...operator })).toEqual({ kind: 'not-member' })
  for (const position of [1, 2])
    await acceptVerifiedAddress({ userId: account.users[position] ?? '', email: account.email(position) })
  expect(await rolesOf(account)).toEqual(['OWNER', null, null])
  expect(await eventsOf(account)).toEqual([
    `USER member.removed ${account.email(1)} BILLING`,
    `USER member.left ${account.email(2)} MEMBER`,
  ])
})

test('an old invitation does not restore a demoted member’s role', async () => {
  const account = await newAccount('OWNER', 'OWNER')
  const left = { billingAccountId: account.id, email: account.email(1), role: 'OWNER' } as const
  await db().invitation.create({ data: left })
  await changeRole({ ...ref(account, 1), role: 'MEMBER', ...operator })
  await acceptVerifiedAddress({ userId: account.users[1] ?? '', email: account.email(1) })
  expect(await rolesOf(account)).toEqual(['OWNER', 'MEMBER'])
})

test('passes ownership in one statement, only from an owner and only to a member', async () => {
  const account = await newAccount('OWNER', 'MEMBER')
  const stranger = await newAccount('OWNER')
  const pass = (ownerId: string | undefined, userId: string | undefined) =>
    transferOwnership({
      accountId: account.id,
      ownerId: ownerId ?? '',
      userId: userId ?? '',
      from: NO_REQUEST,
    })
  const [owner, member] = account.users
  expect(await pass(owner, stranger.users[0])).toEqual({ kind: 'not-member' })
  expect(await pass(owner, owner)).toEqual({ kind: 'not-member' })
  expect(await pass(member, owner)).toEqual({ kind: 'not-owner' })
  expect(await eventsOf(account)).toEqual([])
  expect(await pass(owner, member)).toEqual({ kind: 'transferred' })
  expect(await rolesOf(account)).toEqual(['BILLING', 'OWNER'])
  expect(await eventsOf(account)).toEqual([`USER member.ownership_passed ${account.email(1)} OWNER`])
})

test('withdraws an invitation once, and never through another account', async () => {
  const [account, other] = [await newAccount('OWNER'), await newAccount('OWNER')]
  await addMember({ accountId: account.id, email: 'new@example.com', role: 'OWNER', ...operator })
  const [invitation] = await invitationsOf(account)
  const withdraw = (accountId: string) =>
    withdrawInvitation({ accountId, id: invitation?.id ?? '', ...as(account.users[0]) })
  expect(await withdraw(other.id)).toEqual({ kind: 'not-found' })
  expect(await withdraw(account.id)).toEqual({ kind: 'withdrawn' })
  expect(await withdraw(account.id)).toEqual({ kind: 'not-found' })
  expect((await eventsOf(account)).slice(1)).toEqual([
    'USER member.invitation_withdrawn new@example.com OWNER',
  ])
  expect(await eventsOf(other)).toEqual([])
})

test('each change takes one statement, so no transaction stays open', async () => {
  const account = await newAccount('OWNER', 'OWNER', 'MEMBER')
  const statements = await recordStatements(async () => {
    await changeRole({ ...ref(account, 2), role: 'BILLING', ...operator })
    await transferOwnership({
      accountId: account.id,
      ownerId: account.users[0] ?? '',
      userId: account.users[2] ?? '',
      from: NO_REQUEST,
    })
    await removeMember({ ...ref(account, 0), ...operator })
    await withdrawInvitation({ accountId: account.id, id: 'nope', ...operator })
  })
  expect(statements).toHaveLength(4)
})

test('refuses to let the last owner leave, be removed or be demoted, and records nothing', async () => {
  const account = await newAccount('OWNER', 'BILLING')
  const owner = ref(account, 0)
  expect(await removeMember({ ...owner, ...as(owner.userId) })).toEqual({ kind: 'last-owner' })
  expect(await removeMember({ ...owner, ...operator })).toEqual({ kind: 'last-owner' })
  expect(await changeRole({ ...owner, role: 'BILLING', ...operator })).toEqual({ kind: 'last-owner' })
  expect(await rolesOf(account)).toEqual(['OWNER', 'BILLING'])
  expect(await eventsOf(account)).toEqual([])
})

test('PostgreSQL keeps the last owner for every writer, and allows deleting the whole account', async () => {
  const account = await newAccount('OWNER', 'OWNER', 'MEMBER')
  const [first = '', second = ''] = account.users
  await db().user.delete({ where: { id: first } })
  const other = await db().billingAccount.create({ data: { name: 'Members test' } })
  accounts.push(other.id)
  for (const write of [
    () => db().user.delete({ where: { id: second } }),
    () => db().membership.deleteMany({ where: { billingAccountId: account.id } }),
    () => db().$executeRaw`UPDATE "Membership" SET "role" = 'MEMBER' WHERE "userId" = ${second}`,
    () => db().$executeRaw`
      UPDATE "Membership" SET "billingAccountId" = ${other.id} WHERE "userId" = ${second}`,
  ])
    await expect(write()).rejects.toThrow('Membership_last_owner')
  expect(await rolesOf(account)).toEqual([null, 'OWNER', 'MEMBER'])
  await db().billingAccount.delete({ where: { id: account.id } })
})

test('an account without an owner works, and keeps its first one', async () => {
  const account = await newAccount('BILLING', 'MEMBER')
  expect(await removeMember({ ...ref(account, 1), ...operator })).toEqual({ kind: 'removed' })
  await changeRole({ ...ref(account, 0), role: 'OWNER', ...operator })
  expect(await removeMember({ ...ref(account, 0), ...operator })).toEqual({ kind: 'last-owner' })
})

type Race = [
  name: string,
  first: (account: Test) => Promise<unknown>,
  second: (account: Test) => Promise<unknown>,
]

const demote = (position: number) => (account: Test) =>
  changeRole({ ...ref(account, position), role: 'MEMBER', ...as(account.users[1 - position]) })
const remove = (position: number) => (account: Test) =>
  removeMember({ ...ref(account, position), ...as(account.users[1 - position]) })
const leave = (position: number) => (account: Test) =>
  removeMember({ ...ref(account, position), ...as(account.users[position]) })

test.each<Race>([
  ['demote each other', demote(0), demote(1)],
  ['remove each other', remove(0), remove(1)],
  ['leave', leave(0), leave(1)],
  ['leave and are demoted', leave(0), demote(1)],
])('when two owners %s concurrently, one of them stays an owner', async (_, first, second) => {
  for (let round = 0; round < 10; round++) {
    const account = await newAccount('OWNER', 'OWNER')
    const outcomes = await Promise.all([first(account), second(account)])
    expect(outcomes).toContainEqual({ kind: 'last-owner' })
    expect((await rolesOf(account)).filter((role) => role === 'OWNER')).toHaveLength(1)
    expect((await eventsOf(account)).length).toBeLessThanOrEqual(1)
  }
})

test('two owners who pass ownership to each other concurrently leave one owner and no deadlock', async () => {
  for (let round = 0; round < 10; round++) {
    const account = await newAccount('OWNER', 'OWNER')
    const [a = '', b = ''] = account.users
    const pass = (ownerId: string, userId: string) =>
      transferOwnership({ accountId: account.id, ownerId, userId, from: NO_REQUEST })
    await Promise.all([pass(a, b), pass(b, a)])
    expect((await rolesOf(account)).sort()).toEqual(['BILLING', 'OWNER'])
  }
})

test('removing the second owner waits for the removal of the first, and is then refused', async () => {
  const account = await newAccount('OWNER', 'OWNER')
  const [first = '', second = ''] = account.users
  const drop = (userId: string) => ({ where: { userId, billingAccountId: account.id } })
  let late: Promise<string> | undefined
  await db().$transaction(async (transaction) => {
    await transaction.membership.deleteMany(drop(first))
    let isOver = false
    late = db()
      .membership.deleteMany(drop(second))
      .then(
        () => 'removed',
        (error: Error) => error.message,
      )
      .finally(() => {
        isOver = true
      })
    const waits = async () =>
      isOver ||
      (
        await db().$queryRaw<unknown[]>`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            AND query LIKE 'DELETE FROM%"Membership"%'`
      ).length > 0
    await expect.poll(waits).toBe(true)
  })
  expect(await late).toContain('Membership_last_owner')
  expect(await rolesOf(account)).toEqual([null, 'OWNER'])
})

test('an old snapshot cannot hide that the other owner is gone', async () => {
  const account = await newAccount('OWNER', 'OWNER')
  const second = account.users[1] ?? ''
  const late = db().$transaction(
    async (transaction) => {
      await transaction.membership.count({ where: { billingAccountId: account.id } })
      await removeMember({ ...ref(account, 0), ...operator })
      await transaction.membership.deleteMany({ where: { userId: second } })
    },
    { isolationLevel: 'RepeatableRead' },
  )
  await expect(late).rejects.toThrow()
  expect(await rolesOf(account)).toEqual([null, 'OWNER'])
})

test('an invitation accepted twice and withdrawn concurrently takes effect once', async () => {
  for (let round = 0; round < 10; round++) {
    const account = await newAccount('OWNER')
    const { id: userId } = await db().user.create({ data: {} })
    users.push(userId)
    const email = `invited-${randomUUID()}@example.com`
    await addMember({ accountId: account.id, email, role: 'BILLING', ...operator })
    const [invitation] = await invitationsOf(account)
    await Promise.all([
      acceptVerifiedAddress({ userId, email }),
      acceptVerifiedAddress({ userId, email }),
      withdrawInvitation({ accountId: account.id, id: invitation?.id ?? '', ...operator }),
    ])
    const joined = await db().membership.count({ where: { userId } })
    const [, ...after] = await eventsOf(account)
    expect(after).toEqual([
      joined
        ? `USER member.joined ${email} BILLING`
        : `OPERATOR member.invitation_withdrawn ${email} BILLING`,
    ])
    expect(await invitationsOf(account)).toEqual([])
  }
})

test('a member removed during a role change is gone, and the events say what happened', async () => {
  for (let round = 0; round < 10; round++) {
    const account = await newAccount('OWNER', 'MEMBER')
    const [removed, changed] = await Promise.all([
      removeMember({ ...ref(account, 1), ...operator }),
      changeRole({ ...ref(account, 1), role: 'BILLING', ...operator }),
    ])
    expect(removed).toEqual({ kind: 'removed' })
    expect(await rolesOf(account)).toEqual(['OWNER', null])
    const removal = `OPERATOR member.removed ${account.email(1)}`
    expect((await eventsOf(account)).sort()).toEqual(
      changed.kind === 'changed'
        ? [`${removal} BILLING`, `OPERATOR member.role_changed ${account.email(1)} BILLING`]
        : [`${removal} MEMBER`],
    )
    if (changed.kind !== 'changed') expect(changed).toEqual({ kind: 'not-member' })
  }
})

test('lists owners first and at most 500 members', async () => {
  const { id, users: own } = await newAccount('MEMBER', 'OWNER')
  const many = Array.from({ length: MAX_LISTED }, () => randomUUID())
  users.push(...many)
  await db().user.createMany({ data: many.map((userId) => ({ id: userId })) })
  await db().membership.createMany({
    data: many.map((userId) => ({ userId, billingAccountId: id, role: 'MEMBER' as const })),
  })
  const listed = await listMembers(id)
  expect(listed).toHaveLength(MAX_LISTED)
  expect(listed.map(({ userId }) => userId).slice(0, 2)).toEqual([own[1], own[0]])
})
