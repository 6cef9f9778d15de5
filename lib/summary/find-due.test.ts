import { expect, test } from 'vitest'
import { findDue } from './find-due'
import { at, invoice, NOW, subscription } from './test-objects'

const behind = [subscription({ status: 'past_due' })]
const retry = { attempt_count: 1, next_payment_attempt: at('2026-11-28T00:00:00Z') }
const sent = { collection_method: 'send_invoice' }
const open = { amount: 4_900, currency: 'eur' }
const due = (from: Partial<Parameters<typeof findDue>[0]>) =>
  findDue({ open: [], subscriptions: [subscription()], updatesCard: true, ...from }, NOW)

test('a payment that will be retried needs another card', () => {
  expect(due({ open: [invoice(retry)], subscriptions: behind })).toEqual({
    kind: 'update-card',
    retryOn: new Date('2026-11-28T00:00:00Z'),
    open,
  })
})

test.each([
  ['is not retried', invoice({ attempt_count: 4 }), true],
  ['is retried, when the portal takes no card', invoice(retry), false],
])('a payment that %s needs its invoice', (_, failed, updatesCard) => {
  expect(due({ open: [failed], subscriptions: behind, updatesCard })).toEqual({
    kind: 'pay-invoice',
    invoice: 'in_1',
    by: null,
    isOverdue: false,
    open,
  })
})

test('a subscription that is behind without an open invoice needs another card', () => {
  expect(due({ subscriptions: behind })).toEqual({ kind: 'update-card', retryOn: null, open: null })
  expect(due({ subscriptions: [subscription({ status: 'past_due', ...sent })] })).toBeNull()
})

test('returns the sent invoice that is due first', () => {
  const later = invoice({ ...sent, id: 'in_later', due_date: at('2026-12-24T00:00:00Z') })
  const overdue = invoice({ ...sent, id: 'in_overdue', due_date: at('2026-11-24T00:00:00Z') })
  expect(due({ open: [later] })).toMatchObject({ invoice: 'in_later', isOverdue: false })
  expect(due({ open: [later, overdue] })).toMatchObject({ invoice: 'in_overdue', isOverdue: true })
})

test.each([
  ['Stripe is about to charge', invoice({ next_payment_attempt: at('2026-11-25T13:00:00Z') })],
  ['is being paid by bank transfer', invoice({ attempt_count: 1 })],
  ['is paid up', invoice({ ...sent, amount_remaining: 0 })],
])('an invoice that %s is not due', (_, one) => {
  expect(due({ open: [one] })).toBeNull()
})

test('an invoice without a subscription that Stripe does not charge is due', () => {
  expect(due({ open: [invoice({ parent: null })] })).toMatchObject({ kind: 'pay-invoice' })
})
