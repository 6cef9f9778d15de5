import type Stripe from 'stripe'
import type { Flows } from './summary'

/** Nothing is offered where nobody said what the portal allows. */
const NONE: Flows = { updateCard: false, changePlan: null, cancel: null }

/**
 * The portal's tasks that its configuration allows and that say themselves what they are about: with several
 * subscriptions, the portal's front page is where to choose.
 * https://docs.stripe.com/customer-management/portal-deep-links
 */
export function findFlows(
  configuration: Stripe.BillingPortal.Configuration | null,
  subscriptions: readonly Stripe.Subscription[],
): Flows {
  if (!configuration) return NONE
  const { payment_method_update, subscription_cancel, subscription_update } = configuration.features
  const [only, ...others] = subscriptions
  const running = only && others.length === 0 && !isEnding(only) ? only : null
  const changeable =
    running && ['active', 'trialing'].includes(running.status) && running.items.data.length === 1
  return {
    updateCard: payment_method_update.enabled,
    changePlan: changeable && subscription_update.enabled ? running.id : null,
    cancel: running && running.status !== 'incomplete' && subscription_cancel.enabled ? running.id : null,
  }
}

const isEnding = ({ cancel_at, cancel_at_period_end }: Stripe.Subscription) =>
  cancel_at !== null || cancel_at_period_end
