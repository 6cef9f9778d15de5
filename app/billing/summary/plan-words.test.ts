import { expect, test } from 'vitest'
import { discountWords, priceWords } from './plan-words'

test.each([
  ['€49.00 per month', { interval: 'month', every: 1 } as const],
  ['€49.00 every 3 months', { interval: 'month', every: 3 } as const],
  ['€49.00 per year', { interval: 'year', every: 1 } as const],
])('a price reads %s', (words, period) => {
  expect(priceWords({ amount: 4_900, currency: 'eur', ...period })).toBe(words)
})

test('a discount reads with its name and without', () => {
  expect(discountWords({ name: 'Launch', off: { percent: 12.5 }, until: null })).toBe('Launch: 12.5% off')
  expect(discountWords({ name: null, off: { amount: 500, currency: 'jpy' }, until: null })).toBe('¥500 off')
})
