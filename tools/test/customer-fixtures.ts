import type { Fixture } from '@/tools/local/stripe/control/put-fixture'

/** Fields that differ from the default customer's. Null for `card` means no payment method. */
type Changes = {
  subscription?: Record<string, unknown>
  card?: Record<string, unknown> | null
  invoices?: Record<string, unknown>[]
  discount?: { name: string; percent_off: number }
}

const DAY_S = 24 * 60 * 60

/** A time some days from now, in seconds since 1970. */
export const daysFromNow = (days: number) => Math.floor(Date.now() / 1000) + days * DAY_S

/**
 * Stripe's objects for a customer who pays €49 a month with a Visa card that ends in 4242 and has two paid
 * invoices.
 */
export function customerFixtures(
  customer: string,
  { subscription = {}, card = {}, invoices = [], discount }: Changes = {},
): Fixture[] {
  const suffix = customer.slice(4)
  const [product, plan, method] = [`prod_${suffix}`, `sub_${suffix}`, `pm_${suffix}`]
  const price = {
    id: `price_${suffix}`,
    object: 'price',
    billing_scheme: 'per_unit',
    currency: 'eur',
    product,
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    transform_quantity: null,
    unit_amount: 4_900,
  }
  const item = {
    id: `si_${suffix}`,
    object: 'subscription_item',
    current_period_end: daysFromNow(20),
    current_period_start: daysFromNow(-10),
    price,
    quantity: 1,
    subscription: plan,
  }
  const parent = { type: 'subscription_details', subscription_details: { subscription: plan, metadata: {} } }
  const paid = [40, 10].map((days, index) => ({
    number: `TEST-000${index + 1}`,
    created: daysFromNow(-days),
    amount_paid: 4_900,
    status: 'paid',
    total: 4_900,
  }))
  return [
    {
      id: customer,
      object: 'customer',
      name: 'شركة الاختبار',
      email: 'invoices@example.com',
      address: {
        line1: 'Musterstraße 1',
        line2: null,
        postal_code: '10115',
        city: 'Berlin',
        state: null,
        country: 'DE',
      },
      invoice_settings: { default_payment_method: card && method },
    },
    { object: 'tax_id', id: `txi_${suffix}`, customer, type: 'eu_vat', value: 'DE123456789' },
    { id: product, object: 'product', name: 'Studio plan' },
    price,
    ...(card
      ? [
          {
            id: method,
            object: 'payment_method',
            card: {
              brand: 'visa',
              last4: '4242',
              exp_month: 12,
              exp_year: new Date().getUTCFullYear() + 2,
              ...card,
            },
            customer,
          },
        ]
      : []),
    {
      id: plan,
      object: 'subscription',
      currency: 'eur',
      customer,
      items: { object: 'list', data: [item] },
      status: 'active',
      ...(discount && { discounts: [`di_${suffix}`] }),
      ...subscription,
    },
    ...(discount
      ? [
          {
            id: `di_${suffix}`,
            object: 'discount',
            end: daysFromNow(90),
            source: { type: 'coupon', coupon: `coupon_${suffix}` },
          },
          { id: `coupon_${suffix}`, object: 'coupon', amount_off: null, currency: null, ...discount },
        ]
      : []),
    ...[...paid, ...invoices].map((invoice) => ({
      object: 'invoice',
      currency: 'eur',
      customer,
      parent,
      ...invoice,
    })),
  ]
}

/** An invoice whose payment failed and is retried in three days. */
export const failedPayment = () => ({
  number: 'TEST-0003',
  amount_due: 4_900,
  amount_remaining: 4_900,
  attempt_count: 1,
  created: daysFromNow(-2),
  next_payment_attempt: daysFromNow(3),
  status: 'open',
  total: 4_900,
})

/** A sent invoice that was due yesterday. */
export const sentInvoice = () => ({
  ...failedPayment(),
  attempt_count: 0,
  collection_method: 'send_invoice',
  due_date: daysFromNow(-1),
  next_payment_attempt: null,
})
