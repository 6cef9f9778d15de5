import type Stripe from 'stripe'
import { findNextPhase } from './next-plan'
import type { PlanState } from './summary'

export const dateOf = (seconds: number) => new Date(seconds * 1000)

/**
 * What happens next to a subscription that has not ended. A problem comes first, then the end, then the rest.
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 *
 * @param subscription with `schedule` expanded
 * @param nextName the plan after the next phase begins, or null if it is unknown
 */
export function planState(subscription: Stripe.Subscription, now: Date, nextName: string | null): PlanState {
  const { status, trial_end: trialEnd, pause_collection: pause } = subscription
  if (status === 'past_due' || status === 'unpaid') return { kind: 'past-due' }
  if (status === 'incomplete') return { kind: 'incomplete' }
  const end = endOf(subscription)
  if (end !== null) return { kind: 'ends', on: dateOf(end) }
  // The status is `paused` when a trial ends without a payment method. With `pause_collection`, which an
  // operator sets, the status stays `active`.
  // https://docs.stripe.com/billing/subscriptions/pause-payment
  if (pause) return { kind: 'paused', until: pause.resumes_at === null ? null : dateOf(pause.resumes_at) }
  if (status === 'paused') return { kind: 'paused', until: null }
  if (status === 'trialing') return { kind: 'trial', until: dateOf(trialEnd ?? periodEnd(subscription)) }
  const next = findNextPhase(subscription, now)
  if (next) return { kind: 'changes', on: dateOf(next.start_date), to: nextName }
  return { kind: 'renews', on: dateOf(periodEnd(subscription)) }
}

/**
 * When the first period of its items ends, in seconds since 1970. Each item has its own period.
 * https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-subscription-current-period-start-and-end
 */
export function periodEnd({ items, billing_cycle_anchor: anchor }: Stripe.Subscription): number {
  const ends = items.data.map((item) => item.current_period_end)
  return ends.length > 0 ? Math.min(...ends) : anchor
}

/** Whether no further invoice comes, because the subscription itself is set to end. */
export const isEnding = ({ cancel_at, cancel_at_period_end }: Stripe.Subscription) =>
  cancel_at !== null || cancel_at_period_end

/**
 * When the subscription or its schedule ends the plan, in seconds since 1970, or null.
 * https://docs.stripe.com/api/subscription_schedules/object#subscription_schedule_object-end_behavior
 */
export function endOf(subscription: Stripe.Subscription): number | null {
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd, schedule } = subscription
  if (at !== null) return at
  if (atPeriodEnd) return periodEnd(subscription)
  if (typeof schedule !== 'object' || schedule?.status !== 'active') return null
  return schedule.end_behavior === 'cancel' ? (schedule.phases.at(-1)?.end_date ?? null) : null
}
