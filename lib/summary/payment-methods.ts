import type Stripe from 'stripe'
import type { Expiry, PaymentMethod } from './summary'

type Method = string | Stripe.PaymentMethod | Stripe.CustomerSource | null

/**
 * What each subscription charges, without repeats. Without a subscription, what the customer's next invoice
 * would charge. Payment methods and sources must be expanded.
 */
export function paymentMethods(
  customer: Stripe.Customer,
  subscriptions: readonly Stripe.Subscription[],
  now: Date,
): PaymentMethod[] {
  const found = subscriptions.map((subscription): PaymentMethod => {
    if (subscription.collection_method === 'send_invoice') return { kind: 'invoice' }
    return describe(methodOf(customer, subscription), now)
  })
  const all = found.length > 0 ? found : [describe(methodOf(customer, null), now)]
  return [...new Map(all.map((method) => [JSON.stringify(method), method])).values()]
}

/**
 * The subscription's before the customer's, and of each the payment method before the older source.
 * https://docs.stripe.com/api/subscriptions/object#subscription_object-default_payment_method
 */
function methodOf(customer: Stripe.Customer, subscription: Stripe.Subscription | null): Method {
  return (
    subscription?.default_payment_method ??
    subscription?.default_source ??
    customer.invoice_settings.default_payment_method ??
    customer.default_source
  )
}

function describe(method: Method, now: Date): PaymentMethod {
  if (method === null) return { kind: 'none' }
  if (typeof method === 'string') return { kind: 'other', type: 'payment method', last4: null }
  if (method.object === 'payment_method') {
    if (method.card) return describeCard(method.card, now)
    const details: unknown = Reflect.get(method, method.type)
    return { kind: 'other', type: method.type, last4: last4Of(details) }
  }
  if (method.object === 'card') return describeCard(method, now)
  return { kind: 'other', type: method.object, last4: last4Of(method) }
}

function last4Of(value: unknown): string | null {
  const last4 = typeof value === 'object' && value !== null ? Reflect.get(value, 'last4') : null
  return typeof last4 === 'string' ? last4 : null
}

type Card = { brand: string; last4: string; exp_month: number; exp_year: number }

function describeCard({ brand, last4, exp_month: month, exp_year: year }: Card, now: Date): PaymentMethod {
  return { kind: 'card', brand, last4, month, year, expiry: expiryOf(month, year, now) }
}

/** A card is valid until the end of its month. */
function expiryOf(month: number, year: number, now: Date): Expiry {
  const months = year * 12 + (month - 1) - (now.getUTCFullYear() * 12 + now.getUTCMonth())
  if (months < 0) return 'expired'
  return months === 0 ? 'this-month' : months === 1 ? 'next-month' : 'good'
}
