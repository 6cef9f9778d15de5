import { missingParam } from '../api/parse-params'
import { invalidRequest, resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration, PortalFlow, Subscription } from '../wire'
import type { FlowData } from './portal-session-params'
import { requirePrice } from './product-object'

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
  const cancel = data.subscription_cancel
  const update = data.subscription_update
  const confirm = data.subscription_update_confirm
  if (data.type === 'subscription_pause')
    throw invalidRequest('The local Stripe does not model pausing.', 'flow_data[type]')
  if (cancel)
    requireCancelable(requireOwnSubscription(stripe, customer, cancel.subscription, 'subscription_cancel'))
  if (update)
    requireOneItem(requireOwnSubscription(stripe, customer, update.subscription, 'subscription_update'))
  if (confirm) requireConfirmable(stripe, configuration, customer, confirm)
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
          items: confirm.items.map(({ id, price, quantity }) => ({
            id,
            price: price ?? null,
            quantity: quantity ?? 1,
          })),
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

/** To a customer somebody else's subscription does not exist. */
function requireOwnSubscription(
  stripe: LocalStripe,
  customer: string,
  id: string,
  flow: string,
): Subscription {
  const subscription = stripe.store.subscriptions.find(id)
  if (subscription?.customer !== customer || subscription.status === 'canceled') {
    throw resourceMissing('subscription', id, `flow_data[${flow}][subscription]`)
  }
  return subscription
}

function requireCancelable(subscription: Subscription): void {
  if (subscription.cancel_at === null) return
  throw invalidRequest(
    'This subscription cannot be canceled because it is already set to be canceled.',
    'flow_data[subscription_cancel][subscription]',
  )
}

/** Stripe's portal only changes subscriptions to one thing. */
function requireOneItem(subscription: Subscription): void {
  if (subscription.items.data.length === 1) return
  throw invalidRequest(
    'This subscription cannot be updated because it has multiple items.',
    'flow_data[subscription_update][subscription]',
  )
}

function requireConfirmable(
  stripe: LocalStripe,
  { features }: PortalConfiguration,
  customer: string,
  { subscription: id, items }: NonNullable<FlowData['subscription_update_confirm']>,
): void {
  const at = 'flow_data[subscription_update_confirm]'
  const subscription = requireOwnSubscription(stripe, customer, id, 'subscription_update_confirm')
  const [item, ...more] = items
  if (!item) throw missingParam(`${at}[items]`)
  if (more.length > 0) throw invalidRequest('Only one item can be updated.', `${at}[items]`)
  requireOneItem(subscription)
  const current = subscription.items.data.find((known) => known.id === item.id)
  if (!current) throw resourceMissing('subscription_item', item.id, `${at}[items][0][id]`)
  const price =
    item.price === undefined ? current.price : requirePrice(stripe, item.price, `${at}[items][0][price]`)
  const product = features.subscription_update.products?.find(({ prices }) => prices.includes(price.id))
  if (item.price !== undefined && !product) {
    throw invalidRequest(
      `The price ${price.id} is not included in the portal configuration's \`features[subscription_update][products]\`.`,
      `${at}[items][0][price]`,
    )
  }
  if (price.id === current.price.id && (item.quantity ?? current.quantity) === current.quantity) {
    throw invalidRequest('The subscription update does not change anything.', `${at}[items]`)
  }
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
