import { expect, test } from 'vitest'
import type { StripeData } from './read-stripe-data'
import { summarize } from './summarize'
import { at, customer, invoice, item, NOW, price, subscription } from './test-objects'

const summaryOf = (fields: Partial<StripeData> = {}) =>
  summarize(
    {
      customer: customer(),
      subscriptions: [subscription()],
      invoices: [],
      openInvoices: [],
      configuration: null,
      products: new Map([['prod_1', 'Studio plan']]),
      previews: new Map(),
      ...fields,
    },
    NOW,
  )
const plan = (fields: object) => summaryOf({ subscriptions: [subscription(fields)] }).plans?.[0]
const yearly = { recurring: { interval: 'year', interval_count: 1, usage_type: 'licensed' } }

test('returns a plan’s name, price and next invoice', () => {
  const previews = new Map([['sub_1', invoice({ amount_due: 3_920 })]])
  expect(summaryOf({ previews }).plans).toEqual([
    {
      subscription: 'sub_1',
      name: 'Studio plan',
      price: { amount: 4_900, currency: 'eur', interval: 'month', every: 1 },
      state: { kind: 'renews', on: new Date('2026-12-01T00:00:00Z') },
      discounts: [],
      nextInvoice: { amount: 3_920, currency: 'eur', on: new Date('2026-12-01T00:00:00Z') },
    },
  ])
})

test('adds up several items and names their quantities', () => {
  const items = {
    data: [item({ quantity: 3 }), item({ price: price({ product: 'prod_2', unit_amount: 100 }) })],
  }
  const products = new Map([
    ['prod_1', 'Seat'],
    ['prod_2', 'Support'],
  ])
  expect(summaryOf({ subscriptions: [subscription({ items })], products }).plans?.[0]).toMatchObject({
    name: '3 × Seat, Support',
    price: { amount: 14_800 },
  })
})

test.each([
  [
    'it depends on usage',
    price({ recurring: { interval: 'month', interval_count: 1, usage_type: 'metered' } }),
  ],
  ['it depends on tiers', price({ billing_scheme: 'tiered', unit_amount: null })],
  ['it has fractions of a cent', price({ unit_amount: null })],
  ['it is sold by the package', price({ transform_quantity: { divide_by: 10, round: 'up' } })],
  ['another item is billed by the year', price(yearly)],
])('returns no price when %s', (_, other) => {
  expect(plan({ items: { data: [item(), item({ price: other })] } })?.price).toBeNull()
})

test('returns the discounts of the plan and of the customer, as amounts and percentages', () => {
  const discount = (coupon: object, end: number | null = null) => ({
    object: 'discount',
    end,
    source: { coupon },
  })
  const percent = discount({ name: 'Launch', percent_off: 20, amount_off: null }, at('2027-01-01T00:00:00Z'))
  const amount = discount({ name: null, percent_off: null, amount_off: 500, currency: 'eur' })
  const { plans } = summaryOf({
    customer: customer({ discount: amount }),
    subscriptions: [subscription({ discounts: [percent] })],
  })
  expect(plans?.[0]?.discounts).toEqual([
    { name: 'Launch', off: { percent: 20 }, until: new Date('2027-01-01T00:00:00Z') },
    { name: null, off: { amount: 500, currency: 'eur' }, until: null },
  ])
})

test('shows the last three invoices that a customer may see', () => {
  const invoices = [
    invoice({ id: 'in_draft', status: 'draft' }),
    invoice({ id: 'in_late', due_date: at('2026-11-24T00:00:00Z') }),
    invoice({
      id: 'in_open',
      due_date: at('2026-12-24T00:00:00Z'),
      effective_at: at('2026-11-21T00:00:00Z'),
    }),
    invoice({ id: 'in_void', status: 'void' }),
    invoice({ id: 'in_paid', status: 'paid' }),
  ]
  expect(summaryOf({ invoices }).invoices).toMatchObject([
    { id: 'in_late', state: 'overdue', on: new Date('2026-11-20T00:00:00Z') },
    { id: 'in_open', state: 'open', on: new Date('2026-11-21T00:00:00Z') },
    { id: 'in_void', state: 'void' },
  ])
})

test('formats an address as on an envelope, and leaves out missing details', () => {
  const address = {
    line1: 'Main St 1',
    line2: '',
    postal_code: '10001',
    city: 'New York',
    state: 'NY',
    country: 'US',
  }
  const payer = customer({
    name: 'Ada',
    email: 'ada@example.com',
    address,
    tax_ids: { data: [{ value: 'DE1' }] },
  })
  expect(summaryOf({ customer: payer }).details).toEqual({
    name: 'Ada',
    email: 'ada@example.com',
    address: ['Main St 1', '10001 New York NY', 'United States'],
    taxIds: ['DE1'],
  })
  expect(summaryOf({ customer: customer({ name: 'Ada' }) }).details).toBeNull()
})

test('leaves out what could not be read', () => {
  const unread = { subscriptions: null, invoices: null, openInvoices: null }
  expect(summaryOf(unread)).toMatchObject({ plans: null, paymentMethods: null, invoices: null, due: null })
})
