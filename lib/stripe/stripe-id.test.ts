import { expect, test } from 'vitest'
import { customerId } from './stripe-id'

test.each(['', 'cus_', 'acct_1', 'cus_1 2', 'cus_1;', 'CUS_1', 'xcus_1', 'cus_ä'])(
  'refuses %j as a Stripe customer',
  (text) => {
    expect(customerId.safeParse(text).success).toBe(false)
  },
)

test('accepts a Stripe customer', () => {
  expect(customerId.parse(' cus_NffrFeUfNV2Hib\n')).toBe('cus_NffrFeUfNV2Hib')
})
