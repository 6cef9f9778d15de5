// Stripe's objects for tests, with the fields that a summary reads.
import type Stripe from 'stripe'

/** Seconds since 1970, as in Stripe's objects. */
export const at = (iso: string) => Date.parse(iso) / 1000

/** The time in all summary tests. */
export const NOW = new Date('2026-11-25T12:00:00Z')

export function price(fields: object = {}): Stripe.Price {
  return {
    id: 'price_1',
    billing_scheme: 'per_unit',
    currency: 'eur',
    nickname: null,
    product: 'prod_1',
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    transform_quantity: null,
    unit_amount: 4_900,
    ...fields,
  } as unknown as Stripe.Price
}

export const item = (fields: object = {}) => ({
  id: 'si_1',
  current_period_end: at('2026-12-01T00:00:00Z'),
  price: price(),
  quantity: 1,
  ...fields,
})

export function subscription(fields: object = {}): Stripe.Subscription {
  return {
    id: 'sub_1',
    cancel_at: null,
    cancel_at_period_end: false,
    collection_method: 'charge_automatically',
    currency: 'eur',
    default_payment_method: null,
    default_source: null,
    description: null,
    discounts: [],
    items: { data: [item()] },
    pause_collection: null,
    schedule: null,
    status: 'active',
    trial_end: null,
    ...fields,
  } as unknown as Stripe.Subscription
}

export function customer(fields: object = {}): Stripe.Customer {
  return {
    id: 'cus_1',
    address: null,
    default_source: null,
    email: null,
    invoice_settings: { default_payment_method: null },
    name: null,
    ...fields,
  } as unknown as Stripe.Customer
}

export const card = (fields: object = {}) => ({
  id: 'pm_1',
  object: 'payment_method',
  type: 'card',
  card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2028, ...fields },
})

export function invoice(fields: object = {}): Stripe.Invoice {
  return {
    id: 'in_1',
    amount_due: 4_900,
    amount_remaining: 4_900,
    attempt_count: 0,
    collection_method: 'charge_automatically',
    created: at('2026-11-20T00:00:00Z'),
    currency: 'eur',
    due_date: null,
    effective_at: null,
    next_payment_attempt: null,
    number: 'A-1',
    parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1' } },
    status: 'open',
    total: 4_900,
    ...fields,
  } as unknown as Stripe.Invoice
}
