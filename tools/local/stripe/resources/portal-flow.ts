import { invalidRequest, missingParam, resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration, PortalFlow, Subscription } from '../wire'
import type { FlowData } from './portal-flow-params'
import { requireObject } from './require-object'

type Confirmed = NonNullable<PortalFlow['subscription_update_confirm']>

const UPDATE = ['subscription_update', 'This subscription cannot be updated because the subscription update']

/**
 * The feature behind each flow, and the beginning of what Stripe says when it is off. Its words about updating a
 * subscription are reported (see contract/); the other sentences are made after them.
 */
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
  subscription_update: UPDATE,
  subscription_update_confirm: UPDATE,
} as Record<FlowData['type'], [keyof PortalConfiguration['features'], string]>

/**
 * The flow that a session leads through. https://docs.stripe.com/customer-management/portal-deep-links
 * @throws {StripeError} when the configuration has the feature off, or the subscription is not that customer's or
 *   cannot be changed so
 */
export function flowOf(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  customer: string,
  data: FlowData,
): PortalFlow {
  const { type, subscription_cancel: cancel = null, subscription_update: update = null } = data
  const about =
    type === 'subscription_update_confirm' ? data[type] : type === 'subscription_update' ? update : cancel
  if (type.startsWith('subscription_') && !about) throw missingParam(`flow_data[${type}]`)
  const [feature, sentence] = FEATURES[type]
  if (!configuration.features[feature].enabled)
    throw invalidRequest(`${sentence} feature in the portal configuration is disabled.`)

  const subscription = about && requireOwn(stripe, customer, about.subscription, type)
  if (subscription && type === 'subscription_cancel') requireCancelable(subscription)
  else if (subscription && subscription.items.data.length !== 1)
    throw invalidRequest('This subscription cannot be updated because it has multiple items.')
  const confirm = data.subscription_update_confirm
  return {
    type,
    after_completion: afterCompletion(data),
    customer_update: null,
    subscription_cancel: cancel && { ...cancel, retention: null },
    subscription_pause: null,
    subscription_update: update,
    subscription_update_confirm:
      confirm && subscription ? confirmed(stripe, configuration, subscription, confirm.items) : null,
  }
}

/** To a customer somebody else's subscription does not exist. */
function requireOwn({ store }: LocalStripe, customer: string, id: string, flow: string): Subscription {
  const subscription = store.find('subscription', id)
  if (subscription?.customer === customer && subscription.status !== 'canceled') return subscription
  throw resourceMissing('subscription', id, `flow_data[${flow}][subscription]`)
}

function requireCancelable({ id, cancel_at }: Subscription): void {
  if (cancel_at === null) return
  const param = 'flow_data[subscription_cancel][subscription]'
  throw invalidRequest(`The subscription ${id} is already set to be canceled at period end.`, param)
}

/** The one item that a customer is asked to confirm; what is not given stays as it is. */
function confirmed(
  stripe: LocalStripe,
  { id: configuration, features }: PortalConfiguration,
  subscription: Subscription,
  items: NonNullable<FlowData['subscription_update_confirm']>['items'],
): Confirmed {
  const at = 'flow_data[subscription_update_confirm][items]'
  const [item, ...more] = items
  if (!item) throw missingParam(at)
  if (more.length > 0) throw invalidRequest('Only one item can be updated.', at)
  const current = subscription.items.data.find(({ id }) => id === item.id)
  if (!current) throw resourceMissing('subscription_item', item.id, `${at}[0][id]`)
  const price = item.price
    ? requireObject(stripe, 'price', item.price, `${at}[0][price]`).id
    : current.price.id
  const { products } = features.subscription_update
  if (item.price && !products?.some(({ prices }) => prices.includes(price)))
    throw invalidRequest(
      `The item \`${item.id}\` cannot be updated to price \`${price}\` because the configuration \`${configuration}\` does not include the price in its \`features[subscription_update][products]\`.`,
    )
  const quantity = item.quantity ?? current.quantity ?? 1
  if (price === current.price.id && quantity === current.quantity)
    throw invalidRequest('Cannot update the subscription because there are no changes to confirm.')
  return { discounts: null, subscription: subscription.id, items: [{ id: item.id, price, quantity }] }
}

function afterCompletion({ after_completion: after }: FlowData): PortalFlow['after_completion'] {
  const { type = 'portal_homepage', redirect = null, hosted_confirmation: confirmation } = after ?? {}
  if (type === 'redirect' && !redirect) throw missingParam('flow_data[after_completion][redirect]')
  const hosted_confirmation = { custom_message: confirmation?.custom_message ?? null }
  return {
    type,
    redirect: type === 'redirect' ? redirect : null,
    hosted_confirmation: type === 'hosted_confirmation' ? hosted_confirmation : null,
  }
}
