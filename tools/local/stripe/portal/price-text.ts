import type { Price, SubscriptionItem } from '../wire'
import type { PortalContext } from './portal-context'

type Priced = Pick<SubscriptionItem, 'price' | 'quantity'>

/** What some items cost together, such as “$49.00 per month” or “€30.00 every 3 months”. '' for none. */
export function priceText({ var: { formats } }: PortalContext, items: Priced[]): string {
  const [item] = items
  if (!item) return ''
  const total = items.reduce((sum, { price, quantity = 1 }) => sum + (price.unit_amount ?? 0) * quantity, 0)
  return `${formats.money(total, item.price.currency)} ${intervalText(item.price)}`
}

function intervalText({ recurring }: Price): string {
  const { interval = 'month', interval_count: count = 1 } = recurring ?? {}
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
}
