import { expect, test } from 'vitest'
import { paymentMethodWords } from './payment-method-words'

const card = { kind: 'card', brand: 'visa', last4: '4242', month: 1, year: 2027 } as const

test('warns before a card expires, and not before', () => {
  expect(paymentMethodWords({ ...card, expiry: 'good' }, true)).toEqual({
    name: 'Visa ending in 4242',
    note: 'Expires 01/2027',
    isWarning: false,
  })
  expect(paymentMethodWords({ ...card, expiry: 'next-month' }, true)).toMatchObject({
    note: 'Expires next month, 01/2027',
    isWarning: true,
  })
})

test('warns of a missing payment method before a charge, but not customers who pay by invoice', () => {
  expect(paymentMethodWords({ kind: 'none' }, true)).toMatchObject({ name: 'None', isWarning: true })
  expect(paymentMethodWords({ kind: 'none' }, false)).toMatchObject({ note: null, isWarning: false })
  expect(paymentMethodWords({ kind: 'invoice' }, true)).toMatchObject({
    name: 'By invoice',
    isWarning: false,
  })
})

test('names methods that are no card, also those that nobody has heard of', () => {
  const name = (type: string, last4: string | null) =>
    paymentMethodWords({ kind: 'other', type, last4 }, true).name
  expect(name('sepa_debit', '3000')).toBe('SEPA Direct Debit ending in 3000')
  expect(name('new_money', null)).toBe('New money')
})
