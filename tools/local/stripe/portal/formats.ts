/** Dates and amounts in the language of the portal. Times are UTC, as on Stripe's invoices. */
export type Formats = {
  locale: string
  /** `seconds` since 1970. */
  date(seconds: number): string
  /** `amount` in the currency's smallest unit, as Stripe counts: 1999 is $19.99, and ¥1999. */
  money(amount: number, currency: string): string
}

/** @param locale a BCP 47 tag; one that the runtime does not know falls back to English. */
export function formatsIn(locale: string): Formats {
  const known = isKnown(locale) ? locale : 'en'
  const dates = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    locale: known,
    date: (seconds) => dates.format(seconds * 1000),
    money(amount, currency) {
      const format = new Intl.NumberFormat(known, { style: 'currency', currency: currency.toUpperCase() })
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2
      return format.format(amount / 10 ** digits)
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
