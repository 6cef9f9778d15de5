import { expect, test } from 'vitest'
import { chooseAccount } from './choose-account'

const account = (id: string) => ({ id, name: id, stripeCustomerId: null, customerStaleAt: null })
const mine = [
  { role: 'MEMBER', account: account('plain') },
  { role: 'BILLING', account: account('billing') },
  { role: 'OWNER', account: account('own') },
] as const

test('chooses the first account that allows it when the request names none', () => {
  const all = [account('billing'), account('own')]
  expect(chooseAccount(mine, undefined, 'keys:manage')).toEqual({
    kind: 'chosen',
    account: account('billing'),
    all,
  })
})

test('chooses the requested account when the role allows it', () => {
  expect(chooseAccount(mine, 'own', 'keys:manage')).toMatchObject({ kind: 'chosen', account: account('own') })
})

test('reports a role that does not allow it, and chooses no other account', () => {
  expect(chooseAccount(mine, 'plain', 'keys:manage')).toEqual({
    kind: 'not-allowed',
    account: account('plain'),
  })
  expect(chooseAccount(mine.slice(0, 2), undefined, 'activity:read')).toMatchObject({ kind: 'not-allowed' })
})

test.each(['another', '', ['own', 'own']])('reports a foreign account (%j) as not found', (asked) => {
  expect(chooseAccount(mine, asked, 'keys:manage')).toEqual({ kind: 'not-found' })
})

test('reports a person without an account', () => {
  expect(chooseAccount([], undefined, 'keys:manage')).toEqual({ kind: 'no-account' })
})
