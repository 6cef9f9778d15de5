import { expect, test } from 'vitest'
import { formatMoney } from './format-money'

/** The runtime puts one between a code and its amount. */
const NO_BREAK = '\u00a0'

test.each([
  [4_900, 'eur', '€49.00'],
  [1_999, 'usd', '$19.99'],
  [-500, 'gbp', '-£5.00'],
  [500, 'jpy', '¥500'],
  [5_000, 'mga', 'MGA 5,000'],
  [1_500, 'kwd', 'KWD 1.500'],
  // Two decimals at Stripe, none in life.
  [100_000, 'isk', 'ISK 1,000'],
  [100_000, 'ugx', 'UGX 1,000'],
])('%i of %s is %s', (amount, currency, words) => {
  expect(formatMoney({ amount, currency })).toBe(words.replace(' ', NO_BREAK))
})
