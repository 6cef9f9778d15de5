import { expect, test } from 'vitest'
import { paymentMethodText } from './payment-method-text'

const card = { kind: 'card', brand: 'visa', last4: '4242', month: 1, year: 2027 } as const

test('warns before a card expires, and not before', () => {
  expect(paymentMethodText({ ...card, expiry: 'good' }, true)).toEqual({
    name: 'Visa ending in 4242',
    note: 'Expires 01/2027',
    isWarning: false,
  })
  expect(paymentMethodText({ ...card, expiry: 'next-month' }, true)).toMatchObject({
    note: 'Expires next month, 01/2027',
    isWarning: true,
  })
})

test('warns about a missing payment method only before a charge, and not for payment by invoice', () => {
  expect(paymentMethodText({ kind: 'none' }, true)).toMatchObject({ name: 'None', isWarning: true })
  expect(paymentMethodText({ kind: 'none' }, false)).toMatchObject({ note: null, isWarning: false })
  expect(paymentMethodText({ kind: 'invoice' }, true)).toMatchObject({
    name: 'By invoice',
    isWarning: false,
  })
})

test('names methods other than cards, including unknown ones', () => {
  const name = (type: string, last4: string | null) =>
    paymentMethodText({ kind: 'other', type, last4 }, true).name
  expect(name('sepa_debit', '3000')).toBe('SEPA Direct Debit ending in 3000')
  expect(name('new_money', null)).toBe('New money')
})
