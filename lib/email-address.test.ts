import { expect, test } from 'vitest'
import { parseEmailAddress } from './email-address'

test.each([
  ['Ada.Lovelace+billing@Example.COM', 'ada.lovelace+billing@example.com'],
  [" o'brien@mail.example.co.uk\r\n", "o'brien@mail.example.co.uk"],
  [`${'a'.repeat(64)}@${'b'.repeat(60)}.example`, `${'a'.repeat(64)}@${'b'.repeat(60)}.example`],
])('returns %j in lower case', (text, address) => {
  expect(parseEmailAddress(text)).toBe(address)
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
  `${'a'.repeat(250)}@example.com`,
])('refuses %j', (text) => {
  expect(parseEmailAddress(text)).toBeNull()
})

test.each([
  ['a Kelvin sign, which folds into k', 'fran\u212a@example.com'],
  ['a dotted capital I, which folds into i and a dot', '\u0130da@example.com'],
  ['a long s', 'bo\u017fs@example.com'],
  ['a full-width letter', '\uff41da@example.com'],
  ['a Cyrillic letter', 'ad\u0430@example.com'],
  ['an internationalized local part', 'müller@example.com'],
  ['an internationalized domain', 'ada@exämple.com'],
  ['a full-width at sign', 'ada\uff20example.com'],
  ['a no-break space in front', '\u00a0ada@example.com'],
  ['a no-break space behind', 'ada@example.com\u00a0'],
  ['a byte order mark', '\ufeffada@example.com'],
  ['a zero-width space', 'ada\u200b@example.com'],
  ['a NUL', 'ada@example.com\0'],
])('refuses an address with %s', (_, text) => {
  expect(parseEmailAddress(text)).toBeNull()
})
