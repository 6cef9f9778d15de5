import { z } from 'zod'
import { integer, list, text, url } from '../api/params'
import { invalidRequest, missingParam, resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PortalConfiguration, PortalFlow, Subscription } from '../wire'
import { requireObject } from './require-object'

const about = z.strictObject({ subscription: text() })
const item = z.strictObject({ id: text(), price: text().optional(), quantity: integer().optional() })
const completion = z.strictObject({
  redirect: z.strictObject({ return_url: url() }).optional(),
  type: z.enum(['portal_homepage', 'redirect']).default('portal_homepage'),
})

export const flowData = z.strictObject({
  after_completion: completion.prefault({}),
  subscription_cancel: about.optional(),
  subscription_update: about.optional(),
  subscription_update_confirm: about.extend({ items: list(item) }).optional(),
  type: z.enum([
    'customer_update',
    'payment_method_update',
    'subscription_cancel',
    'subscription_update',
    'subscription_update_confirm',
  ]),
})

type FlowData = z.output<typeof flowData>
type Item = z.output<typeof item>
type Confirmed = NonNullable<PortalFlow['subscription_update_confirm']>

/**
 * The start of Stripe's error for a flow whose feature is off. The message about updating a subscription is
 * reported (see contract/); the others are modelled on it.
 */
const WHY_NOT = {
  customer_update: 'The customer cannot be updated because the customer update',
  payment_method_update: 'The payment method cannot be updated because the payment method update',
  subscription_cancel: 'This subscription cannot be canceled because the subscription cancel',
  subscription_update: 'This subscription cannot be updated because the subscription update',
}

/**
 * The flow of a session. https://docs.stripe.com/customer-management/portal-deep-links
 * @throws {StripeError} if the configuration has the feature off, or the subscription belongs to another
 *   customer or cannot be changed this way
 */
export function flowOf(
  stripe: LocalStripe,
  configuration: PortalConfiguration,
  customer: string,
  { type, after_completion: after, ...data }: FlowData,
): PortalFlow {
  const feature = type === 'subscription_update_confirm' ? 'subscription_update' : type
  const cancel = (type === 'subscription_cancel' && data[type]) || null
  const update = (type === 'subscription_update' && data[type]) || null
  const confirm = (type === 'subscription_update_confirm' && data[type]) || null
  const asked = cancel ?? update ?? confirm
  if (!asked && feature.startsWith('subscription')) throw missingParam(`flow_data[${type}]`)
  if (!configuration.features[feature].enabled)
    throw invalidRequest(`${WHY_NOT[feature]} feature in the portal configuration is disabled.`)
  if (after.type === 'redirect' && !after.redirect)
    throw missingParam('flow_data[after_completion][redirect]')

  const subscription = asked && stripe.store.find('subscription', asked.subscription)
  const param = `flow_data[${type}][subscription]`
  // Another customer's subscription does not exist for this customer.
  if (asked && (subscription?.customer !== customer || subscription.status === 'canceled'))
    throw resourceMissing('subscription', asked.subscription, param)
  if (cancel && subscription?.cancel_at !== null)
    throw invalidRequest(
      `The subscription ${cancel.subscription} is already set to be canceled at period end.`,
      param,
    )
  if (!cancel && subscription && subscription.items.data.length !== 1)
    throw invalidRequest('This subscription cannot be updated because it has multiple items.')
  return {
    type,
    after_completion: {
      type: after.type,
      redirect: after.redirect ?? null,
      hosted_confirmation: null,
    },
    customer_update: null,
    subscription_cancel: cancel && { ...cancel, retention: null },
    subscription_pause: null,
    subscription_update: update,
    subscription_update_confirm:
      confirm && subscription ? confirmed(stripe, configuration, subscription, confirm.items) : null,
  }
}

/** The item that the customer is asked to confirm, with omitted values from the current item. */
function confirmed(
  stripe: LocalStripe,
  { id: configuration, features }: PortalConfiguration,
  subscription: Subscription,
  [item, ...more]: Item[],
): Confirmed {
  const at = 'flow_data[subscription_update_confirm][items]'
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
      `The item \`${item.id}\` cannot be updated to price \`${price}\` because the configuration ` +
        `\`${configuration}\` does not include the price in its ` +
        `\`features[subscription_update][products]\`.`,
    )
  const quantity = item.quantity ?? current.quantity ?? 1
  if (price === current.price.id && quantity === current.quantity)
    throw invalidRequest('Cannot update the subscription because there are no changes to confirm.')
  return { discounts: null, subscription: subscription.id, items: [{ id: item.id, price, quantity }] }
}
