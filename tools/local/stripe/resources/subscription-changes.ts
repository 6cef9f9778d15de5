import { type LocalStripe, unixNow } from '../local-stripe'
import type { Subscription } from '../wire'

/** When the current period ends, in seconds since 1970: here all items share one period. */
export function periodEnd({ items }: Subscription): number {
  return items.data[0]?.current_period_end ?? 0
}

/** Lets a subscription end with the period that is paid for, or takes that back. */
export function withCancelAtPeriodEnd(
  stripe: LocalStripe,
  subscription: Subscription,
  cancels: boolean,
  feedback: NonNullable<Subscription['cancellation_details']>['feedback'] = null,
): Subscription {
  if (cancels === subscription.cancel_at_period_end) return subscription
  const reason = cancels ? 'cancellation_requested' : null
  return {
    ...subscription,
    cancel_at_period_end: cancels,
    cancel_at: cancels ? periodEnd(subscription) : null,
    canceled_at: cancels ? unixNow(stripe) : null,
    cancellation_details: { comment: null, feedback, feedback_option: null, reason },
  }
}

/** Ends a subscription now. */
export function endSubscription(stripe: LocalStripe, subscription: Subscription): Subscription {
  const now = unixNow(stripe)
  return stripe.store.put<Subscription>({
    ...subscription,
    status: 'canceled',
    canceled_at: now,
    ended_at: now,
  })
}
