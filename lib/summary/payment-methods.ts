import type Stripe from 'stripe'
import type { Expiry, PaymentMethod } from './summary'

type Charged = string | Stripe.PaymentMethod | Stripe.CustomerSource | null

/**
 * What each subscription charges, without repeats; without a subscription, what the customer's next invoice
 * would charge. All that is named here is expanded.
 */
export function paymentMethods(
  customer: Stripe.Customer,
  subscriptions: readonly Stripe.Subscription[],
  now: Date,
): PaymentMethod[] {
  const found = subscriptions.map((subscription): PaymentMethod => {
    if (subscription.collection_method === 'send_invoice') return { kind: 'invoice' }
    return describe(chargedBy(customer, subscription), now)
  })
  const all = found.length > 0 ? found : [describe(chargedBy(customer, null), now)]
  return [...new Map(all.map((method) => [JSON.stringify(method), method])).values()]
}

/**
 * The subscription's own first, then the customer's; of each the payment method before the older source.
 * https://docs.stripe.com/api/subscriptions/object#subscription_object-default_payment_method
 */
function chargedBy(customer: Stripe.Customer, subscription: Stripe.Subscription | null): Charged {
  return (
    subscription?.default_payment_method ??
    subscription?.default_source ??
    customer.invoice_settings.default_payment_method ??
    customer.default_source
  )
}

function describe(charged: Charged, now: Date): PaymentMethod {
  if (charged === null) return { kind: 'none' }
  if (typeof charged === 'string') return { kind: 'other', type: 'payment method', last4: null }
  if (charged.object === 'payment_method') {
    if (charged.card) return describeCard(charged.card, now)
    const account = Reflect.get(charged, charged.type)
    return { kind: 'other', type: charged.type, last4: last4Of(account) }
  }
  if (charged.object === 'card') return describeCard(charged, now)
  return { kind: 'other', type: charged.object, last4: last4Of(charged) }
}

function last4Of(value: unknown): string | null {
  const last4 = typeof value === 'object' && value !== null ? Reflect.get(value, 'last4') : null
  return typeof last4 === 'string' ? last4 : null
}

type Card = { brand: string; last4: string; exp_month: number; exp_year: number }

function describeCard({ brand, last4, exp_month: month, exp_year: year }: Card, now: Date): PaymentMethod {
  return { kind: 'card', brand, last4, month, year, expiry: expiryOf(month, year, now) }
}

/** A card is good to the end of its month. */
function expiryOf(month: number, year: number, now: Date): Expiry {
  const months = year * 12 + (month - 1) - (now.getUTCFullYear() * 12 + now.getUTCMonth())
  if (months < 0) return 'expired'
  return months === 0 ? 'this-month' : months === 1 ? 'next-month' : 'good'
}
