import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { recordStatements } from '@/tools/test/record-statements'
import { NO_REQUEST } from '../audit/event'
import { db } from '../db'
import { addMember } from './add-member'
import { createAccount } from './create-account'

const email = `join-${randomUUID()}@example.com`
const stripeCustomerId = `cus_${randomUUID().replaceAll('-', '')}`

afterEach(async () => {
  await db().billingAccount.deleteMany({ where: { stripeCustomerId } })
  await db().user.deleteMany({ where: { email } })
})

const asOperator = { by: { kind: 'operator' }, from: NO_REQUEST } as const
const newAccount = () => createAccount({ name: 'Joining', ownerEmail: email, stripeCustomerId })

test.each([
  ['a new user', []],
  ['a user with the verified address', [{ email }]],
])('adds %s to an account in one statement, so no transaction stays open', async (_, people) => {
  await db().user.createMany({ data: people })
  let accountId = ''
  const created = await recordStatements(async () => {
    const outcome = await newAccount()
    accountId = outcome.kind === 'created' ? outcome.id : ''
  })
  const added = await recordStatements(() => addMember({ accountId, email, role: 'BILLING', ...asOperator }))
  expect([...created, ...added]).toEqual([
    expect.stringContaining('INSERT INTO "BillingAccount"'),
    expect.stringContaining('INSERT INTO "Membership"'),
  ])
})

test('joining deletes the pending invitation for the address', async () => {
  const account = await newAccount()
  if (account.kind !== 'created') throw new Error(account.kind)
  await db().user.create({ data: { email } })
  expect(await addMember({ accountId: account.id, email, role: 'MEMBER', ...asOperator })).toEqual({
    kind: 'joined',
  })
  expect(await db().invitation.count({ where: { email } })).toBe(0)
  expect(await db().membership.findMany({ where: { user: { email } } })).toMatchObject([{ role: 'MEMBER' }])
})

test('creates no account, member or invitation for a customer that another account has', async () => {
  await newAccount()
  const other = `other-${email}`
  const taken = await createAccount({ name: 'Second', ownerEmail: other, stripeCustomerId })
  expect(taken).toEqual({ kind: 'customer-taken' })
  expect(await db().invitation.count({ where: { email: other } })).toBe(0)
  expect(await db().billingAccount.count({ where: { stripeCustomerId } })).toBe(1)
})

test('adds no one to an account that does not exist', async () => {
  expect(await addMember({ accountId: 'nope', email, role: 'OWNER', ...asOperator })).toEqual({
    kind: 'no-account',
  })
  expect(await db().invitation.count({ where: { email } })).toBe(0)
})
