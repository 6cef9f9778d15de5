import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '@/prisma/generated/enums'
import { recordStatements } from '@/tools/test/record-statements'
import { db } from '../db'
import { acceptVerifiedAddress } from './accept-verified-address'

const users: string[] = []
const accounts: string[] = []
const newEmail = () => `prove-${randomUUID()}@example.com`

async function newUser(email: string | null = null): Promise<string> {
  const { id } = await db().user.create({ data: { email } })
  users.push(id)
  return id
}

async function newAccount(
  invitation: { email: string; role: Role },
  member?: { userId: string; role: Role },
) {
  const { id } = await db().billingAccount.create({
    data: {
      name: 'Address test',
      invitations: { create: invitation },
      ...(member && { memberships: { create: member } }),
    },
  })
  accounts.push(id)
  return id
}

const findUser = (id: string) => db().user.findUnique({ where: { id }, include: { memberships: true } })

afterEach(async () => {
  await db().billingAccount.deleteMany({ where: { id: { in: accounts.splice(0) } } })
  await db().user.deleteMany({ where: { id: { in: users.splice(0) } } })
})

test('a new address replaces the old one', async () => {
  const userId = await newUser(newEmail())
  const email = newEmail()
  await acceptVerifiedAddress({ userId, email })
  expect(await findUser(userId)).toMatchObject({ email, emailVerified: expect.any(Date) })
})

test('another user keeps the address, but the invitations go to the user who verified it now', async () => {
  const email = newEmail()
  const holder = await newUser(email)
  const old = newEmail()
  const userId = await newUser(old)
  const account = await newAccount({ email, role: 'BILLING' })
  await acceptVerifiedAddress({ userId, email })
  expect(await findUser(holder)).toMatchObject({ email, memberships: [] })
  expect(await findUser(userId)).toMatchObject({ email: old, memberships: [{ billingAccountId: account }] })
})

test.each<[Role, Role, Role]>([
  ['MEMBER', 'OWNER', 'OWNER'],
  ['MEMBER', 'BILLING', 'BILLING'],
  ['BILLING', 'OWNER', 'OWNER'],
  ['OWNER', 'MEMBER', 'OWNER'],
  ['OWNER', 'BILLING', 'OWNER'],
  ['BILLING', 'MEMBER', 'BILLING'],
  ['BILLING', 'BILLING', 'BILLING'],
])('a %s who is invited as %s becomes %s', async (has, invited, gets) => {
  const email = newEmail()
  const userId = await newUser()
  await newAccount({ email, role: invited }, { userId, role: has })
  await acceptVerifiedAddress({ userId, email })
  expect((await findUser(userId))?.memberships).toMatchObject([{ role: gets }])
  expect(await db().invitation.count({ where: { email } })).toBe(0)
})

test('two concurrent sign-ins create one membership', async () => {
  const email = newEmail()
  const userId = await newUser()
  await newAccount({ email, role: 'OWNER' })
  await Promise.all(Array.from({ length: 5 }, () => acceptVerifiedAddress({ userId, email })))
  expect(await findUser(userId)).toMatchObject({ email, memberships: [{ role: 'OWNER' }] })
})

test('keeps the invitations when the membership cannot be created', async () => {
  const email = newEmail()
  const account = await newAccount({ email, role: 'OWNER' })
  await expect(acceptVerifiedAddress({ userId: 'nobody', email })).rejects.toThrow()
  expect(await db().invitation.count({ where: { billingAccountId: account, email } })).toBe(1)
})

test('uses one statement, so a stalled sign-in leaves no transaction open', async () => {
  const email = newEmail()
  const userId = await newUser()
  await newAccount({ email, role: 'OWNER' })
  expect(await recordStatements(() => acceptVerifiedAddress({ userId, email }))).toEqual([
    expect.stringContaining('INSERT INTO "Membership"'),
  ])
})
