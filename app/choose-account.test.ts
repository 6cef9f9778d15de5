import { expect, test } from 'vitest'
import { chooseAccount } from './choose-account'

const account = (id: string) => ({ id, name: id, stripeCustomerId: null, customerStaleAt: null })
const mine = [
  { role: 'MEMBER', account: account('plain') },
  { role: 'BILLING', account: account('billing') },
  { role: 'OWNER', account: account('own') },
] as const

test('without a wish it is the first account where the person may do it', () => {
  const all = [account('billing'), account('own')]
  expect(chooseAccount(mine, undefined, 'keys:manage')).toEqual({
    kind: 'chosen',
    account: account('billing'),
    all,
  })
})

test('a wish is granted in one’s own account', () => {
  expect(chooseAccount(mine, 'own', 'keys:manage')).toMatchObject({ kind: 'chosen', account: account('own') })
})

test('a role that does not allow it learns that, and nothing is chosen instead', () => {
  expect(chooseAccount(mine, 'plain', 'keys:manage')).toEqual({
    kind: 'not-allowed',
    account: account('plain'),
  })
  expect(chooseAccount(mine.slice(0, 2), undefined, 'activity:read')).toMatchObject({ kind: 'not-allowed' })
})

test.each(['another', '', ['own', 'own']])('an account that is not theirs (%j) looks absent', (asked) => {
  expect(chooseAccount(mine, asked, 'keys:manage')).toEqual({ kind: 'not-found' })
})

test('somebody on no account is told so', () => {
  expect(chooseAccount([], undefined, 'keys:manage')).toEqual({ kind: 'no-account' })
})
