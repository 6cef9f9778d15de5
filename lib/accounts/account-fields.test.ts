import { expect, test } from 'vitest'
import { accountName, customerId, emailAddress } from './account-fields'

test.each([
  ['ada', 'must be an email address such as ada@example.com'],
  ['m\u00fcller@example.com', /^must be an email address with only ASCII characters/],
])('explains what is wrong with the address %s', (text, message) => {
  expect(emailAddress.safeParse(text).error?.issues).toMatchObject([
    { message: expect.stringMatching(message) },
  ])
})

test('counts a name in characters, as PostgreSQL does, after trimming', () => {
  expect(accountName.parse(`  ${'😀'.repeat(200)}\n`)).toBe('😀'.repeat(200))
  expect(accountName.safeParse('😀'.repeat(201)).success).toBe(false)
})

test.each(['', ' \t\n', '\u00a0\u2003', 'a\0b', 'a\nb', 'a\u001b[31mb', 'M\ufffdller', 'a\ud800'])(
  'refuses %j as a name',
  (text) => {
    expect(accountName.safeParse(text).success).toBe(false)
  },
)

test.each(['', 'cus_', 'acct_1', 'cus_1 2', 'cus_1;', 'CUS_1', 'xcus_1', 'cus_ä'])(
  'refuses %j as a Stripe customer',
  (text) => {
    expect(customerId.safeParse(text).success).toBe(false)
  },
)

test('accepts a Stripe customer', () => {
  expect(customerId.parse(' cus_NffrFeUfNV2Hib\n')).toBe('cus_NffrFeUfNV2Hib')
})
