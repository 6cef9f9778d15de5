import { expect, test } from 'vitest'
import { formatMoney } from './format-money'

/** `Intl` puts one between a code and its amount. */
const NO_BREAK = '\u00a0'

test.each([
  [4_900, 'eur', '€49.00'],
  [1_999, 'usd', '$19.99'],
  [-500, 'gbp', '-£5.00'],
  [500, 'jpy', '¥500'],
  [5_000, 'mga', 'MGA 5,000'],
  [1_500, 'kwd', 'KWD 1.500'],
  // Stripe counts two decimals, although the currency has none.
  [100_000, 'isk', 'ISK 1,000'],
  [100_000, 'ugx', 'UGX 1,000'],
])('%i of %s is %s', (amount, currency, text) => {
  expect(formatMoney({ amount, currency })).toBe(text.replace(' ', NO_BREAK))
})
