import type Stripe from 'stripe'
import { idOf } from '../stripe/stripe-id'

/** The next phase of a subscription's schedule, or null. `schedule` must be expanded. */
export function findNextPhase(
  { schedule }: Stripe.Subscription,
  now: Date,
): Stripe.SubscriptionSchedule.Phase | null {
  if (typeof schedule !== 'object' || schedule?.status !== 'active') return null
  const coming = schedule.phases.filter(({ start_date: start }) => start * 1000 > now.getTime())
  return coming.sort((a, b) => a.start_date - b.start_date)[0] ?? null
}

/**
 * What a subscription has after its next phase begins, or null if a product is unknown.
 *
 * A phase names only prices, and reading those takes a permission of their own. Their products are known if
 * the portal offers them, as for every change made there, or if the subscription already has them.
 *
 * @param configuration with `features.subscription_update.products` expanded
 */
export function findNextItems(
  subscription: Stripe.Subscription,
  configuration: Stripe.BillingPortal.Configuration | null,
  now: Date,
): { product: string; quantity: number }[] | null {
  const phase = findNextPhase(subscription, now)
  if (!phase) return null
  const offered = configuration?.features.subscription_update.products ?? []
  const products = new Map([
    ...offered.flatMap(({ product, prices }) => prices.map((price) => [price, product] as const)),
    ...subscription.items.data.map(({ price }) => [price.id, idOf(price.product)] as const),
  ])
  const items = phase.items.map(({ price, quantity = 1 }) => ({
    product: products.get(idOf(price)),
    quantity,
  }))
  return items.every((item): item is { product: string; quantity: number } => item.product !== undefined)
    ? items
    : null
}
