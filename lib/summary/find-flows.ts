import type Stripe from 'stripe'
import { endOf } from './plan-state'
import type { Flows } from './summary'

/** For an unknown configuration. */
const NONE: Flows = { updateCard: false, changePlan: null, cancel: null }

/**
 * The portal's flows that its configuration allows. With several subscriptions there is none for a
 * subscription, because people choose one on the portal's front page.
 * https://docs.stripe.com/customer-management/portal-deep-links
 */
export function findFlows(
  configuration: Stripe.BillingPortal.Configuration | null,
  subscriptions: readonly Stripe.Subscription[],
): Flows {
  if (!configuration) return NONE
  const { payment_method_update, subscription_cancel, subscription_update } = configuration.features
  const [only, ...others] = subscriptions
  const running = only && others.length === 0 && endOf(only) === null ? only : null
  const changeable =
    running && ['active', 'trialing'].includes(running.status) && running.items.data.length === 1
  return {
    updateCard: payment_method_update.enabled,
    changePlan: changeable && subscription_update.enabled ? running.id : null,
    cancel: running && running.status !== 'incomplete' && subscription_cancel.enabled ? running.id : null,
  }
}
