import { inRange, listPage } from '../api/list-page'
import { onlyExpand } from '../api/params'
import { route } from '../api/route'
import { resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { Subscription } from '../wire'
import { createSubscription } from './create-subscription'
import { given } from './given'
import { mergedMetadata } from './merged-metadata'
import { requirePaymentMethod } from './payment-method-object'
import { withChangedItems } from './subscription-items'
import {
  endSubscription,
  putSubscription,
  withCancelAtPeriodEnd,
  withReasons,
} from './subscription-lifecycle'
import { currentPeriod, requireSubscription } from './subscription-object'
import {
  type SubscriptionUpdate,
  subscriptionCancel,
  subscriptionCreate,
  subscriptionList,
  subscriptionUpdate,
} from './subscription-params'

/** https://docs.stripe.com/api/subscriptions */
export const subscriptionRoutes = [
  route('POST', '/v1/subscriptions', subscriptionCreate, createSubscription),

  route('GET', '/v1/subscriptions', subscriptionList, (stripe, params) => {
    const { collection_method: method, customer, price } = params
    const subscriptions = stripe.store.subscriptions
      .all()
      .filter((subscription) => hasStatus(subscription, params.status))
      .filter((subscription) => customer === undefined || subscription.customer === customer)
      .filter((subscription) => method === undefined || subscription.collection_method === method)
      .filter(({ items }) => price === undefined || items.data.some((item) => item.price.id === price))
      .filter(({ created }) => inRange(created, params.created))
      .filter((subscription) => inRange(currentPeriod(subscription).start, params.current_period_start))
      .filter((subscription) => inRange(currentPeriod(subscription).end, params.current_period_end))
    return listPage('/v1/subscriptions', 'subscription', subscriptions, params)
  }),

  route('GET', '/v1/subscriptions/:id', onlyExpand, (stripe, _params, id) => requireSubscription(stripe, id)),

  route('POST', '/v1/subscriptions/:id', subscriptionUpdate, (stripe, params, id) =>
    updateSubscription(stripe, requireRunning(stripe, id), params),
  ),

  route('DELETE', '/v1/subscriptions/:id', subscriptionCancel, (stripe, params, id) =>
    endSubscription(stripe, requireRunning(stripe, id), params.cancellation_details),
  ),
]

/** Without a status everything is listed that is not canceled. */
function hasStatus({ status }: Subscription, wanted: string | undefined): boolean {
  if (wanted === undefined) return status !== 'canceled'
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired'
  return wanted === 'all' || status === wanted
}

/** To Stripe a canceled subscription is gone as far as changes are concerned. */
function requireRunning(stripe: LocalStripe, id: string): Subscription {
  const subscription = requireSubscription(stripe, id)
  if (subscription.status === 'canceled') throw resourceMissing('subscription', id)
  return subscription
}

function updateSubscription(
  stripe: LocalStripe,
  before: Subscription,
  params: SubscriptionUpdate,
): Subscription {
  const { default_payment_method: method, cancel_at_period_end: cancels, cancel_at: cancelAt } = params
  if (method !== undefined) requirePaymentMethod(stripe, method, 'default_payment_method')
  const changed = {
    ...withChangedItems(stripe, before, params.items ?? []),
    ...given({
      collection_method: params.collection_method,
      days_until_due: params.days_until_due,
      default_payment_method: method,
      description: params.description,
    }),
    metadata: mergedMetadata(before.metadata, params.metadata),
  }
  const canceled = cancels === undefined ? changed : withCancelAtPeriodEnd(stripe, changed, cancels)
  const reasoned = params.cancellation_details ? withReasons(canceled, params.cancellation_details) : canceled
  const timed =
    cancelAt === undefined ? reasoned : { ...reasoned, cancel_at: cancelAt, cancel_at_period_end: false }
  return putSubscription(stripe, before, timed)
}
