import type { SubscriptionItem } from '../wire'

/** Dates and amounts in the language of the portal. Times are UTC, as on Stripe's invoices. */
export type Formats = {
  locale: string
  /** `seconds` since 1970. */
  date(seconds: number): string
  /** `amount` in the currency's smallest unit, as Stripe counts: 1999 is $19.99, and ¥1999. */
  money(amount: number, currency: string): string
  /** What some items cost together, such as “$49.00 per month” or “€30.00 every 3 months”. '' for none. */
  price(items: Pick<SubscriptionItem, 'price' | 'quantity'>[]): string
}

/** @param locale a BCP 47 tag; one that the runtime does not know falls back to English */
export function formatsIn(locale: string): Formats {
  const known = isKnown(locale) ? locale : 'en'
  const dates = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' })
  const money = (amount: number, currency: string) => {
    const format = new Intl.NumberFormat(known, { style: 'currency', currency })
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  }
  return {
    locale: known,
    date: (seconds) => dates.format(seconds * 1000),
    money,
    price(items) {
      const price = items[0]?.price
      const { interval = 'month', interval_count: count = 1 } = price?.recurring ?? {}
      const total = items.reduce((sum, item) => sum + (item.price.unit_amount ?? 0) * (item.quantity ?? 1), 0)
      const often = count === 1 ? `per ${interval}` : `every ${count} ${interval}s`
      return price ? `${money(total, price.currency)} ${often}` : ''
    },
  }
}

function isKnown(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  } catch {
    return false
  }
}
