import { expect, test } from 'vitest'
import { paymentMethods } from './payment-methods'
import { card, customer, NOW, subscription } from './test-objects'

const ending = (last4: string) => card({ last4 })
const source = { id: 'card_1', object: 'card', brand: 'Visa', last4: '0004', exp_month: 1, exp_year: 2030 }

test.each([
  [
    'the subscription’s payment method',
    { default_payment_method: ending('0001'), default_source: source },
    '0001',
  ],
  ['the subscription’s source', { default_source: source }, '0004'],
  ['the customer’s payment method', {}, '0002'],
])('charges %s first', (_, fields, last4) => {
  const payer = customer({
    invoice_settings: { default_payment_method: ending('0002') },
    default_source: source,
  })
  expect(paymentMethods(payer, [subscription(fields)], NOW)).toMatchObject([{ kind: 'card', last4 }])
})

test('charges the customer’s source last, with and without a subscription', () => {
  const payer = customer({ default_source: source })
  expect(paymentMethods(payer, [], NOW)).toMatchObject([{ kind: 'card', last4: '0004' }])
  expect(paymentMethods(payer, [subscription()], NOW)).toMatchObject([{ kind: 'card', last4: '0004' }])
})

test('reports payment by invoice, and a missing payment method', () => {
  const sent = subscription({ collection_method: 'send_invoice' })
  expect(paymentMethods(customer(), [sent], NOW)).toEqual([{ kind: 'invoice' }])
  expect(paymentMethods(customer(), [subscription()], NOW)).toEqual([{ kind: 'none' }])
})

test('lists the methods of several subscriptions once each', () => {
  const own = subscription({ default_payment_method: ending('0001') })
  const payer = customer({ invoice_settings: { default_payment_method: ending('0002') } })
  expect(paymentMethods(payer, [own, subscription(), subscription()], NOW)).toMatchObject([
    { last4: '0001' },
    { last4: '0002' },
  ])
})

test.each([
  [10, 2026, 'expired'],
  [11, 2026, 'this-month'],
  [12, 2026, 'next-month'],
  [1, 2027, 'good'],
  [11, 2025, 'expired'],
])('a card that expires in %i/%i is %s in November 2026', (exp_month, exp_year, expiry) => {
  const payer = customer({ invoice_settings: { default_payment_method: card({ exp_month, exp_year }) } })
  expect(paymentMethods(payer, [], NOW)).toMatchObject([{ expiry }])
})

test('includes the last digits of other methods if there are any', () => {
  const debit = { object: 'payment_method', type: 'sepa_debit', sepa_debit: { last4: '3000' } }
  const link = { object: 'payment_method', type: 'link', link: { email: 'a@example.com' } }
  const withMethod = (method: object) => customer({ invoice_settings: { default_payment_method: method } })
  expect(paymentMethods(withMethod(debit), [], NOW)).toEqual([
    { kind: 'other', type: 'sepa_debit', last4: '3000' },
  ])
  expect(paymentMethods(withMethod(link), [], NOW)).toEqual([{ kind: 'other', type: 'link', last4: null }])
})
