import { expect, test } from 'vitest'
import { discountText, priceText, stateText } from './plan-text'

test.each([
  ['€49.00 per month', { interval: 'month', every: 1 } as const],
  ['€49.00 every 3 months', { interval: 'month', every: 3 } as const],
  ['€49.00 per year', { interval: 'year', every: 1 } as const],
])('a price reads %s', (text, period) => {
  expect(priceText({ amount: 4_900, currency: 'eur', ...period })).toBe(text)
})

test('a discount reads well with and without a name', () => {
  expect(discountText({ name: 'Launch', off: { percent: 12.5 }, until: null })).toBe('Launch: 12.5% off')
  expect(discountText({ name: null, off: { amount: 500, currency: 'jpy' }, until: null })).toBe('¥500 off')
})

test('a change names the next plan if it is known', () => {
  const on = new Date(0)
  expect(stateText({ kind: 'changes', on, to: 'Team plan' })).toMatchObject({
    text: 'Changes to',
    name: 'Team plan',
    date: on,
  })
  expect(stateText({ kind: 'changes', on, to: null })).toMatchObject({ text: 'Changes on', name: null })
})
