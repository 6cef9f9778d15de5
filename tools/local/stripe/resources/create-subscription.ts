import { cardDeclined, invalidRequest, StripeError } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Customer, Price, Subscription } from '../wire'
import { requireCustomer } from './customer-object'
import { findMethodToCharge } from './find-method-to-charge'
import { isDeclined } from './invoice-lifecycle'
import { invoiceSubscription } from './invoice-subscription'
import { requirePaymentMethod } from './payment-method-object'
import { createPrice, requireProduct, requireRecurringPrice } from './product-object'
import type { ItemPrice } from './subscription-item-params'
import { withCancelAtPeriodEnd } from './subscription-lifecycle'
import { newItem, newSubscription, periodAt } from './subscription-object'
import type { SubscriptionCreate } from './subscription-params'

const SECONDS_A_DAY = 86_400

/**
 * Starts a subscription, with its first invoice. https://docs.stripe.com/api/subscriptions/create
 * @throws {StripeError} when something it names is missing, or there is nothing to charge.
 */
export function createSubscription(stripe: LocalStripe, params: SubscriptionCreate): Subscription {
  const customer = requireCustomer(stripe, params.customer, 'customer')
  const items = params.items.map((item, index) => ({
    ...item,
    price: priceOf(stripe, item, `items[${index}]`),
  }))
  const currency = params.currency ?? items[0]?.price.currency ?? 'usd'
  requireOneCurrency(
    items.map(({ price }) => price),
    currency,
  )
  if (params.default_payment_method)
    requirePaymentMethod(stripe, params.default_payment_method, 'default_payment_method')

  const id = newId('sub')
  const now = unixNow(stripe)
  const start = params.backdate_start_date ?? now
  const trialEnd =
    params.trial_end ?? (params.trial_period_days ? now + params.trial_period_days * SECONDS_A_DAY : null)
  const data = items.map(({ price, quantity, metadata }) =>
    newItem({
      subscription: id,
      price,
      quantity,
      metadata: metadata ?? {},
      created: now,
      period: trialEnd === null ? periodAt(now, start, price) : { start: now, end: trialEnd },
    }),
  )
  const subscription = newSubscription({
    id,
    customer: customer.id,
    currency,
    created: now,
    start_date: start,
    billing_cycle_anchor: trialEnd ?? start,
    items: { object: 'list', data, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    status: trialEnd === null ? 'active' : 'trialing',
    trial_start: trialEnd === null ? null : now,
    trial_end: trialEnd,
    cancel_at: params.cancel_at ?? null,
    collection_method: params.collection_method ?? 'charge_automatically',
    days_until_due: params.days_until_due ?? null,
    default_payment_method: params.default_payment_method ?? null,
    description: params.description ?? null,
    metadata: params.metadata ?? {},
  })
  if (trialEnd === null) requirePayable(stripe, customer, subscription, params.payment_behavior)
  return started(stripe, withCancelAtPeriodEnd(stripe, subscription, params.cancel_at_period_end ?? false))
}

function started(stripe: LocalStripe, subscription: Subscription): Subscription {
  stripe.store.subscriptions.put(subscription)
  const { invoice, paid } = invoiceSubscription(stripe, subscription, 'subscription_create')
  const created = stripe.store.subscriptions.put({
    ...subscription,
    status: paid ? subscription.status : 'incomplete',
    latest_invoice: invoice.id,
  })
  stripe.events.record({ type: 'customer.subscription.created', object: created })
  return created
}

/** The price that an item names or describes. @param at the item's parameter, such as `items[0]`. */
export function priceOf(stripe: LocalStripe, { price, price_data: data }: ItemPrice, at: string): Price {
  if (price !== undefined) return requireRecurringPrice(stripe, price, `${at}[price]`)
  if (data === undefined) {
    throw invalidRequest(
      `You must provide one of \`price\` or \`price_data\` for each subscription item.`,
      at,
      'parameter_missing',
    )
  }
  const product = requireProduct(stripe, data.product, `${at}[price_data][product]`).id
  return createPrice(stripe, { ...data, product, active: false })
}

function requireOneCurrency(prices: Price[], currency: string): void {
  const other = prices.find((price) => price.currency !== currency)
  if (other) {
    throw invalidRequest(
      `The price specified only supports \`${other.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
      'items',
    )
  }
}

function requirePayable(
  stripe: LocalStripe,
  customer: Customer,
  subscription: Subscription,
  behavior: SubscriptionCreate['payment_behavior'],
): void {
  const isFree = subscription.items.data.every((item) => !item.price.unit_amount || !item.quantity)
  if (isFree || subscription.collection_method === 'send_invoice' || behavior === 'default_incomplete') return
  const own = subscription.default_payment_method
  const method = findMethodToCharge(stripe, customer, [typeof own === 'string' ? own : null])
  if (!method) {
    throw new StripeError(400, {
      code: 'resource_missing',
      message:
        'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
    })
  }
  if (behavior === 'error_if_incomplete' && isDeclined(method)) throw cardDeclined()
}
