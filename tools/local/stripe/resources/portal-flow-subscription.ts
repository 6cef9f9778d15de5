import { missingParam } from '../api/parse-params'
import { invalidRequest, resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration, PortalFlow, Subscription } from '../wire'
import type { FlowData } from './portal-session-params'
import { requirePrice } from './product-object'

type ConfirmedItem = NonNullable<PortalFlow['subscription_update_confirm']>['items'][number]

/** @throws {StripeError} unless the subscription is this customer's and can still be canceled. */
export function requireCancelable(stripe: LocalStripe, customer: string, id: string): void {
  if (requireOwn(stripe, customer, id, 'subscription_cancel').cancel_at === null) return
  throw invalidRequest(
    'This subscription cannot be canceled because it is already set to be canceled.',
    'flow_data[subscription_cancel][subscription]',
  )
}

/** @throws {StripeError} unless the subscription is this customer's and is for one thing only: the portal changes no others. */
export function requireUpdatable(
  stripe: LocalStripe,
  customer: string,
  id: string,
  flow: 'subscription_update' | 'subscription_update_confirm' = 'subscription_update',
): Subscription {
  const subscription = requireOwn(stripe, customer, id, flow)
  if (subscription.items.data.length === 1) return subscription
  throw invalidRequest(
    'This subscription cannot be updated because it has multiple items.',
    `flow_data[${flow}][subscription]`,
  )
}

/**
 * The one item that a customer is asked to confirm; what is not given stays as it is.
 * @throws {StripeError} when the item or its price is missing, not offered, or the same as now.
 */
export function confirmedItem(
  stripe: LocalStripe,
  { features }: PortalConfiguration,
  customer: string,
  { subscription: id, items }: NonNullable<FlowData['subscription_update_confirm']>,
): ConfirmedItem {
  const at = 'flow_data[subscription_update_confirm][items]'
  const subscription = requireUpdatable(stripe, customer, id, 'subscription_update_confirm')
  const [item, ...more] = items
  if (!item) throw missingParam(at)
  if (more.length > 0) throw invalidRequest('Only one item can be updated.', at)
  const current = subscription.items.data.find((known) => known.id === item.id)
  if (!current) throw resourceMissing('subscription_item', item.id, `${at}[0][id]`)

  const price = item.price === undefined ? current.price : requirePrice(stripe, item.price, `${at}[0][price]`)
  const quantity = item.quantity ?? current.quantity ?? 1
  const isOffered = features.subscription_update.products?.some(({ prices }) => prices.includes(price.id))
  if (item.price !== undefined && !isOffered) {
    throw invalidRequest(
      `The price ${price.id} is not included in the portal configuration's \`features[subscription_update][products]\`.`,
      `${at}[0][price]`,
    )
  }
  if (price.id === current.price.id && quantity === current.quantity) {
    throw invalidRequest('The subscription update does not change anything.', at)
  }
  return { id: current.id, price: price.id, quantity }
}

/** To a customer somebody else's subscription does not exist. */
function requireOwn(stripe: LocalStripe, customer: string, id: string, flow: string): Subscription {
  const subscription = stripe.store.subscriptions.find(id)
  if (subscription?.customer !== customer || subscription.status === 'canceled') {
    throw resourceMissing('subscription', id, `flow_data[${flow}][subscription]`)
  }
  return subscription
}
