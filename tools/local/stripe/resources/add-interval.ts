import type { Interval } from './product-object'

/**
 * The time `count` intervals after `start`, both in seconds since 1970, UTC. A day that a month lacks becomes its last day, as Stripe
 * bills: 31 January plus one month is 28 or 29 February. Count from the anchor, not from the last period, so that the day comes back.
 * https://docs.stripe.com/billing/subscriptions/billing-cycle
 */
export function addInterval(start: number, interval: Interval, count: number): number {
  const date = new Date(start * 1000)
  if (interval === 'day' || interval === 'week') {
    date.setUTCDate(date.getUTCDate() + count * (interval === 'week' ? 7 : 1))
    return date.getTime() / 1000
  }
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + count * (interval === 'year' ? 12 : 1))
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime() / 1000
}
