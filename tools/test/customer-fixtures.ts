import type { Fixture } from '@/tools/local/stripe/control/put-fixture'

type Changes = {
  subscription?: Record<string, unknown>
  card?: Record<string, unknown> | null
  invoices?: Record<string, unknown>[]
  discount?: { name: string; percent_off: number }
}

const DAY_S = 24 * 60 * 60

/** Seconds since 1970, so many days from now. */
export const daysFromNow = (days: number) => Math.floor(Date.now() / 1000) + days * DAY_S

/**
 * What Stripe keeps of a customer who pays € 49 a month by a Visa card that ends in 4242, with two paid
 * invoices; and what is different about them.
 */
export function customerFixtures(
  customer: string,
  { subscription = {}, card = {}, invoices = [], discount }: Changes = {},
): Fixture[] {
  const own = customer.slice(4)
  const [product, plan, method] = [`prod_${own}`, `sub_${own}`, `pm_${own}`]
  const price = {
    id: `price_${own}`,
    object: 'price',
    billing_scheme: 'per_unit',
    currency: 'eur',
    product,
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    transform_quantity: null,
    unit_amount: 4_900,
  }
  const item = {
    id: `si_${own}`,
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
    { object: 'tax_id', id: `txi_${own}`, customer, type: 'eu_vat', value: 'DE123456789' },
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
      ...(discount && { discounts: [`di_${own}`] }),
      ...subscription,
    },
    ...(discount
      ? [
          {
            id: `di_${own}`,
            object: 'discount',
            end: daysFromNow(90),
            source: { type: 'coupon', coupon: `coupon_${own}` },
          },
          { id: `coupon_${own}`, object: 'coupon', amount_off: null, currency: null, ...discount },
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

/** A last payment that failed and is tried again in three days. */
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

/** An invoice that was sent, and had to be paid yesterday. */
export const sentInvoice = () => ({
  ...failedPayment(),
  attempt_count: 0,
  collection_method: 'send_invoice',
  due_date: daysFromNow(-1),
  next_payment_attempt: null,
})
