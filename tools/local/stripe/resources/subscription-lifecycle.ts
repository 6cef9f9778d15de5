import { changedAttributes } from '../events/changed-attributes'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Subscription } from '../wire'
import { invoiceSubscription } from './invoice-subscription'
import { currentPeriod, periodAt, withPeriod } from './subscription-object'
import type { CancellationDetails } from './subscription-params'

/** Puts a changed subscription into the store and tells it to the world. */
export function putSubscription(
  stripe: LocalStripe,
  before: Subscription,
  after: Subscription,
): Subscription {
  stripe.store.subscriptions.put(after)
  const previous = changedAttributes(before, after)
  if (previous) stripe.events.record({ type: 'customer.subscription.updated', object: after, previous })
  return after
}

/** Lets a subscription end with the period that is paid for, or takes that back. */
export function withCancelAtPeriodEnd(
  stripe: LocalStripe,
  subscription: Subscription,
  cancels: boolean,
): Subscription {
  if (cancels === subscription.cancel_at_period_end) return subscription
  return {
    ...subscription,
    cancel_at_period_end: cancels,
    cancel_at: cancels ? currentPeriod(subscription).end : null,
    canceled_at: cancels ? unixNow(stripe) : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: cancels ? 'cancellation_requested' : null,
    },
  }
}

/** The reasons that were given for a cancellation, over those that are there. */
export function withReasons(subscription: Subscription, reasons: CancellationDetails): Subscription {
  const details = subscription.cancellation_details
  return {
    ...subscription,
    cancellation_details: {
      comment: reasons?.comment ?? details?.comment ?? null,
      feedback: reasons?.feedback ?? details?.feedback ?? null,
      feedback_option: null,
      reason: details?.reason ?? null,
    },
  }
}

/** Ends a subscription now. */
export function endSubscription(
  stripe: LocalStripe,
  subscription: Subscription,
  reasons?: CancellationDetails,
): Subscription {
  const now = unixNow(stripe)
  const requested = withReasons(subscription, reasons)
  const ended = stripe.store.subscriptions.put<Subscription>({
    ...requested,
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...requested.cancellation_details,
      reason: 'cancellation_requested',
    },
  })
  stripe.events.record({ type: 'customer.subscription.deleted', object: ended })
  return ended
}

/**
 * Does what the passing of time does: a period that is over is followed by the next with its invoice, or by the end. The account's state
 * outlives a restart by weeks, and nobody should see a subscription that renews in the past.
 */
export function renewDueSubscriptions(stripe: LocalStripe): void {
  const now = unixNow(stripe)
  for (const due of stripe.store.subscriptions.all()) {
    let subscription = due
    while (isRunning(subscription) && (subscription.cancel_at ?? currentPeriod(subscription).end) <= now) {
      subscription =
        subscription.cancel_at === null
          ? renewed(stripe, subscription)
          : endSubscription(stripe, subscription)
    }
  }
}

const isRunning = ({ status }: Subscription) =>
  status === 'active' || status === 'trialing' || status === 'past_due'

function renewed(stripe: LocalStripe, subscription: Subscription): Subscription {
  const { end } = currentPeriod(subscription)
  const [item] = subscription.items.data
  if (!item) return endSubscription(stripe, subscription)
  const next = withPeriod(subscription, periodAt(end, subscription.billing_cycle_anchor, item.price))
  const { invoice, paid } = invoiceSubscription(stripe, next, 'subscription_cycle')
  return putSubscription(stripe, subscription, {
    ...next,
    status: paid ? 'active' : 'past_due',
    latest_invoice: invoice.id,
  })
}
