import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { boolean, expand, integer, list, metadata, onlyExpand, pagination, text } from '../api/params'
import { resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Price, Subscription } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

const create = z.strictObject({
  collection_method: z.enum(['charge_automatically', 'send_invoice']).optional(),
  customer: text(),
  days_until_due: integer().optional(),
  expand,
  items: list(z.strictObject({ price: text(), quantity: integer(1).default(1) })),
  metadata,
})
const update = z.strictObject({ cancel_at_period_end: boolean().optional(), expand, metadata })
const filter = z.strictObject({ ...pagination, customer: text().optional() })

/**
 * Nothing is charged or renewed: a new subscription is active, and every other state comes from a fixture.
 * https://docs.stripe.com/api/subscriptions
 */
export const subscriptionEndpoints = [
  endpoint('POST', '/v1/subscriptions', create, (stripe, { items, ...params }) => {
    requireObject(stripe, 'customer', params.customer, 'customer')
    const id = newId('sub')
    const data = items.map(({ price, quantity }, index) => {
      const known = requireObject(stripe, 'price', price, `items[${index}][price]`)
      return { ...newItem(unixNow(stripe), known), quantity, subscription: id }
    })
    const fields = { ...params, currency: data[0]?.price.currency, items: { data } }
    return stripe.store.put({ id, ...merged(blank(stripe, 'subscription'), fields) })
  }),
  // Stripe lists canceled subscriptions only to those who ask for them.
  endpoint('GET', '/v1/subscriptions', filter, ({ store }, params) => {
    const running = store.all('subscription').filter(({ status }) => status !== 'canceled')
    return listPage('/v1/subscriptions', running, params)
  }),
  endpoint('GET', '/v1/subscriptions/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'subscription', id),
  ),
  endpoint('POST', '/v1/subscriptions/:id', update, (stripe, { cancel_at_period_end, metadata }, id) => {
    const subscription = requireObject(stripe, 'subscription', id)
    // Stripe does not find a canceled subscription when it is updated.
    if (subscription.status === 'canceled') throw resourceMissing('subscription', id)
    const cancels = cancel_at_period_end ?? subscription.cancel_at_period_end
    return stripe.store.put(merged(withCancelAtPeriodEnd(stripe, subscription, cancels), { metadata }))
  }),
]

/** An item whose first period starts now. Times are in seconds since 1970. */
function newItem(now: number, price: Price) {
  const end = new Date(now * 1000)
  end.setUTCMonth(end.getUTCMonth() + (price.recurring?.interval === 'year' ? 12 : 1))
  const period = { current_period_start: now, current_period_end: end.getTime() / 1000 }
  const id = newId('si')
  return { id, object: 'subscription_item', created: now, ...period, discounts: [], metadata: {}, price }
}

/** The end of the current period, in seconds since 1970. All items share one period here. */
export function periodEnd({ items }: Subscription): number {
  return items.data[0]?.current_period_end ?? 0
}

type Feedback = NonNullable<Subscription['cancellation_details']>['feedback']

/** Cancels a subscription at the end of the paid period, or undoes that. */
export function withCancelAtPeriodEnd(
  stripe: LocalStripe,
  subscription: Subscription,
  cancels: boolean,
  feedback: Feedback = null,
): Subscription {
  if (cancels === subscription.cancel_at_period_end) return subscription
  return merged(subscription, {
    cancel_at_period_end: cancels,
    cancel_at: cancels ? periodEnd(subscription) : null,
    canceled_at: cancels ? unixNow(stripe) : null,
    cancellation_details: { feedback, reason: cancels ? 'cancellation_requested' : null },
  })
}

/** Ends a subscription now. */
export function endSubscription(stripe: LocalStripe, subscription: Subscription): void {
  const now = unixNow(stripe)
  stripe.store.put({ ...subscription, status: 'canceled', canceled_at: now, ended_at: now })
}
