import type { SubscriptionItem } from '../wire'

export type Formats = ReturnType<typeof formatsIn>

/**
 * Formats dates and amounts in the portal's language. Times are UTC, as on Stripe's invoices.
 * @param locale a BCP 47 tag; an unknown one falls back to English
 */
export function formatsIn(locale: string) {
  const known = knownOf(locale)
  const dates = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' })
  // Takes an amount in the currency's smallest unit, like Stripe: 1999 is $19.99, and ¥1999.
  const money = (amount: number, currency: string) => {
    const format = new Intl.NumberFormat(known, { style: 'currency', currency })
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  }
  return {
    locale: known,
    date: (seconds: number) => dates.format(seconds * 1000),
    money,
    /** The total price of items, such as “$49.00 per month” or “€30.00 every 3 months”. '' for no items. */
    price(items: Pick<SubscriptionItem, 'price' | 'quantity'>[]) {
      const price = items[0]?.price
      const { interval = 'month', interval_count: count = 1 } = price?.recurring ?? {}
      const total = items.reduce((sum, item) => sum + (item.price.unit_amount ?? 0) * (item.quantity ?? 1), 0)
      const often = count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
      return price ? `${money(total, price.currency)} ${often}` : ''
    },
  }
}

function knownOf(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
