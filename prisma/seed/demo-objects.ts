import { randomUUID } from 'node:crypto'
import { ACCOUNT_METADATA } from '@/lib/stripe/event-fact'
import type { Fixture } from '@/tools/local/stripe/control/put-fixture'
import { demo } from './demo-people'

/** The demo customer's plan. The amount is in cents per interval. */
export const DEMO_PLAN = { name: 'Studio plan', currency: 'eur', amount: 4_900, interval: 'month' } as const

/** Extra invoice lines besides the plan, for each month before this one, oldest first, in cents. */
const EXTRAS = [
  [],
  [],
  [{ description: 'Two more seats', amount: 1_800 }],
  [],
  [{ description: 'Onboarding workshop', amount: 24_000 }],
  [],
] as const

/**
 * The demo account's customer as Stripe objects, the customer first: a card, a plan subscribed to half a year
 * ago, and a paid invoice for every month since.
 */
export function demoObjects(accountId: string, today: Date): Fixture[] {
  const id = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 24)}`
  const ids = {
    customer: id('cus'),
    card: id('pm'),
    product: id('prod'),
    price: id('price'),
    plan: id('sub'),
  }
  const { currency, amount, interval } = DEMO_PLAN
  const { name, email } = demo.owner
  const first = (month: number) => firstOfMonth(today, month)
  const price = {
    id: ids.price,
    object: 'price',
    currency,
    product: ids.product,
    type: 'recurring',
    billing_scheme: 'per_unit',
    recurring: { interval, interval_count: 1, usage_type: 'licensed' },
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  }
  const invoices = [...EXTRAS, []].map((extras, index) =>
    paidInvoice(ids, [{ description: DEMO_PLAN.name, amount }, ...extras], {
      number: `${demo.account.name.slice(0, 4).toUpperCase()}-${String(index + 1).padStart(4, '0')}`,
      start: first(index - EXTRAS.length),
      end: first(index - EXTRAS.length + 1),
    }),
  )
  return [
    {
      id: ids.customer,
      object: 'customer',
      created: first(-EXTRAS.length),
      currency,
      email,
      address: {
        line1: 'Kanalweg 12',
        line2: null,
        postal_code: '20457',
        city: 'Hamburg',
        state: null,
        country: 'DE',
      },
      invoice_settings: { default_payment_method: ids.card },
      metadata: { [ACCOUNT_METADATA]: accountId },
      name: demo.account.name,
    },
    {
      id: ids.card,
      object: 'payment_method',
      billing_details: { address: null, email, name, phone: null, tax_id: null },
      // Stripe's test card that always works. https://docs.stripe.com/testing#cards
      card: {
        brand: 'visa',
        last4: '4242',
        exp_month: 12,
        exp_year: today.getUTCFullYear() + 2,
        funding: 'credit',
      },
      customer: ids.customer,
    },
    { object: 'tax_id', customer: ids.customer, type: 'eu_vat', value: 'DE123456789' },
    { id: ids.product, object: 'product', name: DEMO_PLAN.name },
    price,
    {
      id: ids.plan,
      object: 'subscription',
      billing_cycle_anchor: first(-EXTRAS.length),
      created: first(-EXTRAS.length),
      currency,
      customer: ids.customer,
      items: {
        object: 'list',
        data: [
          {
            id: id('si'),
            object: 'subscription_item',
            current_period_start: first(0),
            current_period_end: first(1),
            price,
            quantity: 1,
            subscription: ids.plan,
          },
        ],
      },
      start_date: first(-EXTRAS.length),
      status: 'active',
    },
    ...invoices,
  ]
}

type Line = { description: string; amount: number }
type Billed = { number: string; start: number; end: number }

/** A paid invoice that bills a month in advance. */
function paidInvoice(
  { customer, plan }: { customer: string; plan: string },
  lines: Line[],
  { number, start, end }: Billed,
): Fixture {
  const { currency } = DEMO_PLAN
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const data = lines.map((line) => ({
    object: 'line_item',
    currency,
    quantity: 1,
    period: { start, end },
    ...line,
  }))
  return {
    object: 'invoice',
    amount_due: total,
    amount_paid: total,
    billing_reason: 'subscription_cycle',
    created: start,
    currency,
    customer,
    customer_email: demo.owner.email,
    customer_name: demo.account.name,
    effective_at: start,
    lines: { object: 'list', data, has_more: false },
    number,
    parent: { type: 'subscription_details', subscription_details: { subscription: plan, metadata: {} } },
    period_end: start,
    period_start: start,
    status: 'paid',
    status_transitions: { finalized_at: start, paid_at: start },
    subtotal: total,
    total,
  }
}

/** The start of a month (UTC), counted from today's month, in seconds since 1970. */
function firstOfMonth(today: Date, monthsFromNow: number): number {
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsFromNow, 1) / 1000
}
