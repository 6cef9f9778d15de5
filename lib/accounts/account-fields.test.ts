import { expect, test } from 'vitest'
import { accountName, emailAddress } from './account-fields'

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
