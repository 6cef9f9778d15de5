import { expect, test } from 'vitest'
import { findPostedFailure } from './posted-failure'

test('puts a failed form post into words, with the account whose button was pressed', () => {
  expect(findPostedFailure({ error: 'PAYMENT_ERROR', account: 'acc_1' })).toEqual({
    words:
      'The payment provider could not be reached. Nothing was charged or changed. Try again in a moment.',
    accountId: 'acc_1',
  })
})

test('names no account where the address names none', () => {
  expect(findPostedFailure({ error: 'RATE_LIMITED', account: '' })?.accountId).toBeNull()
})

test.each([
  undefined,
  '',
  'unauthorized',
  'Your card was stolen, call +1 555 0100',
  'toString',
  ['FORBIDDEN', 'FORBIDDEN'],
])('shows nothing for %j, which is no documented code', (error) => {
  expect(findPostedFailure({ error })).toBeNull()
})
