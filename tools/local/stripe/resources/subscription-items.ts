import { invalidRequest, resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Subscription, SubscriptionItem } from '../wire'
import { priceOf } from './create-subscription'
import { mergedMetadata } from './merged-metadata'
import { planOf } from './product-object'
import { currentPeriod, newItem } from './subscription-object'
import type { SubscriptionUpdate } from './subscription-params'

type ItemChange = NonNullable<SubscriptionUpdate['items']>[number]

/**
 * The subscription with its items changed, added or removed. There are no prorations: the next invoice has the new prices.
 * @throws {StripeError} when an item or a price is missing, or no item would be left.
 */
export function withChangedItems(
  stripe: LocalStripe,
  subscription: Subscription,
  changes: ItemChange[],
): Subscription {
  if (changes.length === 0) return subscription
  let data = subscription.items.data
  changes.forEach((change, index) => {
    data = withChange(stripe, subscription, data, change, `items[${index}]`)
  })
  if (data.length === 0) throw invalidRequest('A subscription must have at least one active plan.', 'items')
  return { ...subscription, items: { ...subscription.items, data } }
}

function withChange(
  stripe: LocalStripe,
  subscription: Subscription,
  data: SubscriptionItem[],
  change: ItemChange,
  at: string,
): SubscriptionItem[] {
  if (change.id === undefined) {
    const price = priceOf(stripe, change, at)
    const { quantity = 1, metadata } = change
    const created = unixNow(stripe)
    const period = currentPeriod(subscription)
    return [
      ...data,
      newItem({ subscription: subscription.id, price, quantity, metadata: metadata ?? {}, created, period }),
    ]
  }
  const item = data.find(({ id }) => id === change.id)
  if (!item) throw resourceMissing('subscription_item', change.id, `${at}[id]`)
  if (change.deleted) return data.filter((other) => other !== item)
  const repriced = change.price !== undefined || change.price_data !== undefined
  const price = repriced ? priceOf(stripe, change, at) : item.price
  const changed: SubscriptionItem = {
    ...item,
    price,
    plan: planOf(price),
    quantity: change.quantity ?? item.quantity ?? 1,
    metadata: mergedMetadata(item.metadata, change.metadata),
  }
  return data.map((other) => (other === item ? changed : other))
}
