import { missingParam } from '../api/parse-params'
import { invalidRequest } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration, PortalFlow } from '../wire'
import { confirmedItem, requireCancelable, requireUpdatable } from './portal-flow-subscription'
import type { FlowData } from './portal-session-params'

type AboutSubscription =
  | 'subscription_cancel'
  | 'subscription_pause'
  | 'subscription_update'
  | 'subscription_update_confirm'

const ABOUT_SUBSCRIPTION: readonly string[] = [
  'subscription_cancel',
  'subscription_pause',
  'subscription_update',
  'subscription_update_confirm',
] satisfies AboutSubscription[]

/** The feature behind each flow, and what Stripe says when it is off. */
const FEATURES = {
  customer_update: ['customer_update', 'The customer cannot be updated because the customer update'],
  payment_method_update: [
    'payment_method_update',
    'The payment method cannot be updated because the payment method update',
  ],
  subscription_cancel: [
    'subscription_cancel',
    'This subscription cannot be canceled because the subscription cancel',
  ],
  subscription_pause: [
    'subscription_pause',
    'This subscription cannot be paused because the subscription pause',
  ],
  subscription_update: [
    'subscription_update',
    'This subscription cannot be updated because the subscription update',
  ],
  subscription_update_confirm: [
    'subscription_update',
    'This subscription cannot be updated because the subscription update',
  ],
} as const

/**
 * The flow that a session leads through. https://docs.stripe.com/customer-management/portal-deep-links
 * @throws {StripeError} when the configuration has the feature off, or the subscription is not that customer's or cannot be changed so.
 */
export function flowOf(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  customer: string,
  data: FlowData,
): PortalFlow {
  requireOnlyItsOwn(data)
  requireFeature(configuration, data.type)
  if (data.type === 'subscription_pause') {
    throw invalidRequest('The local Stripe does not model pausing.', 'flow_data[type]')
  }
  const {
    subscription_cancel: cancel,
    subscription_update: update,
    subscription_update_confirm: confirm,
  } = data
  if (cancel) requireCancelable(stripe, customer, cancel.subscription)
  if (update) requireUpdatable(stripe, customer, update.subscription)
  return {
    type: data.type,
    after_completion: afterCompletion(data),
    customer_update: data.type === 'customer_update' ? {} : null,
    subscription_cancel: cancel ? { subscription: cancel.subscription, retention: null } : null,
    subscription_pause: null,
    subscription_update: update ?? null,
    subscription_update_confirm: confirm
      ? {
          discounts: null,
          subscription: confirm.subscription,
          items: [confirmedItem(stripe, configuration, customer, confirm)],
        }
      : null,
  }
}

function requireOnlyItsOwn(data: FlowData): void {
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || !ABOUT_SUBSCRIPTION.includes(name) || name === data.type) continue
    throw invalidRequest(
      `\`flow_data[${name}]\` can only be provided when \`flow_data[type]\` is \`${name}\`.`,
      `flow_data[${name}]`,
    )
  }
  if (ABOUT_SUBSCRIPTION.includes(data.type) && data[data.type as AboutSubscription] === undefined) {
    throw missingParam(`flow_data[${data.type}]`)
  }
}

function requireFeature({ features }: PortalConfiguration, type: FlowData['type']): void {
  const [feature, sentence] = FEATURES[type]
  if (!features[feature].enabled)
    throw invalidRequest(`${sentence} feature in the portal configuration is disabled.`)
}

function afterCompletion({ after_completion: after }: FlowData): PortalFlow['after_completion'] {
  const type = after?.type ?? 'portal_homepage'
  if (type === 'redirect' && !after?.redirect) throw missingParam('flow_data[after_completion][redirect]')
  return {
    type,
    redirect: type === 'redirect' && after?.redirect ? { return_url: after.redirect.return_url } : null,
    hosted_confirmation:
      type === 'hosted_confirmation'
        ? { custom_message: after?.hosted_confirmation?.custom_message ?? null }
        : null,
  }
}
