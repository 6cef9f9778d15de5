import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { boolean, expand, integer, list, metadata, oneOf, onlyExpand, pagination, text } from '../api/params'
import { resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Price, Subscription, SubscriptionItem } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'
import { withCancelAtPeriodEnd } from './subscription-changes'

const create = z.strictObject({
  collection_method: oneOf('charge_automatically', 'send_invoice').default('charge_automatically'),
  customer: text(),
  days_until_due: integer().optional(),
  expand,
  items: list(z.strictObject({ price: text(), quantity: integer(1).default(1) })),
  metadata: metadata(),
})
const update = z.strictObject({ cancel_at_period_end: boolean().optional(), expand, metadata: metadata() })
const filter = z.strictObject({ ...pagination, customer: text().optional(), status: text().optional() })

/**
 * Nothing is charged and nothing renews: a subscription is active from its creation on, and every other state comes
 * from a fixture. https://docs.stripe.com/api/subscriptions
 */
export const subscriptionEndpoints = [
  endpoint('POST', '/v1/subscriptions', create, (stripe, { expand: _, items, ...params }) => {
    requireObject(stripe, 'customer', params.customer, 'customer')
    const id = newId('sub')
    const data = items.map(({ price, quantity }, index) => {
      const known = requireObject(stripe, 'price', price, `items[${index}][price]`)
      return newItem(stripe, id, known, quantity)
    })
    const currency = data[0]?.price.currency
    return stripe.store.put({
      id,
      ...merged(blank(stripe, 'subscription'), { ...params, currency, items: { data } }),
    })
  }),

  endpoint('GET', '/v1/subscriptions', filter, (stripe, { customer, status, ...cursor }) => {
    const subscriptions = stripe.store
      .all('subscription')
      .filter((subscription) => hasStatus(subscription, status))
      .filter((subscription) => customer === undefined || subscription.customer === customer)
    return listPage('/v1/subscriptions', subscriptions, cursor)
  }),

  endpoint('GET', '/v1/subscriptions/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'subscription', id),
  ),

  endpoint('POST', '/v1/subscriptions/:id', update, (stripe, { cancel_at_period_end, metadata }, id) => {
    const subscription = requireObject(stripe, 'subscription', id)
    // To Stripe a canceled subscription is gone as far as changes are concerned.
    if (subscription.status === 'canceled') throw resourceMissing('subscription', id)
    const cancels = cancel_at_period_end ?? subscription.cancel_at_period_end
    return stripe.store.put(merged(withCancelAtPeriodEnd(stripe, subscription, cancels), { metadata }))
  }),
]

/** Without a status everything is listed that is not canceled. */
function hasStatus({ status }: Subscription, wanted = 'not canceled'): boolean {
  if (wanted === 'not canceled') return status !== 'canceled'
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired'
  return wanted === 'all' || status === wanted
}

function newItem(
  stripe: LocalStripe,
  subscription: string,
  price: Price,
  quantity: number,
): SubscriptionItem {
  const created = unixNow(stripe)
  const item: Partial<SubscriptionItem> = {
    id: newId('si'),
    object: 'subscription_item',
    created,
    current_period_end: after(created, price),
    current_period_start: created,
    discounts: [],
    metadata: {},
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
  return item as SubscriptionItem
}

/** One period of a price after a time, both in seconds since 1970. */
function after(seconds: number, { recurring }: Price): number {
  const { interval = 'month', interval_count: count = 1 } = recurring ?? {}
  const date = new Date(seconds * 1000)
  if (interval === 'year' || interval === 'month')
    date.setUTCMonth(date.getUTCMonth() + count * (interval === 'year' ? 12 : 1))
  else date.setUTCDate(date.getUTCDate() + count * (interval === 'week' ? 7 : 1))
  return date.getTime() / 1000
}
