import { expect, test } from 'vitest'
import { accountName, customerId, emailAddress } from './account-fields'

test.each([
  ['Ada.Lovelace+billing@Example.COM', 'ada.lovelace+billing@example.com'],
  [" o'brien@mail.example.co.uk ", "o'brien@mail.example.co.uk"],
  [`${'a'.repeat(64)}@${'b'.repeat(60)}.example`, `${'a'.repeat(64)}@${'b'.repeat(60)}.example`],
])('takes the address %s in lower case', (text, address) => {
  expect(emailAddress.parse(text)).toBe(address)
})

test.each([
  '',
  'ada',
  'ada@localhost',
  'ada@example.com, bob@example.com',
  'ada@example.com\nbob@example.com',
  'Ada <ada@example.com>',
  'ada @example.com',
  'ada@@example.com',
  'ada@example..com',
  // Lower case is not one thing in every language, and PostgreSQL may see it differently.
  'İ@example.com',
  `${'a'.repeat(250)}@example.com`,
])('refuses %j as an address', (text) => {
  expect(emailAddress.safeParse(text).success).toBe(false)
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

test('takes a Stripe customer', () => {
  expect(customerId.parse(' cus_NffrFeUfNV2Hib\n')).toBe('cus_NffrFeUfNV2Hib')
})
