import type Stripe from 'stripe'
import { idOf } from '../stripe/stripe-id'
import { findDue, isOverdue } from './find-due'
import { findFlows } from './find-flows'
import { findNextItems } from './next-plan'
import { paymentMethods } from './payment-methods'
import { dateOf, periodEnd, planState } from './plan-state'
import type { StripeData } from './read-stripe-data'
import type { Details, Discount, Interval, InvoiceLine, KnownSummary, Plan } from './summary'

/** The most invoices shown. */
const SHOWN_INVOICES = 3

/** Turns Stripe's objects into what the page shows. */
export function summarize(data: StripeData, now: Date): KnownSummary {
  const { customer, invoices, configuration } = data
  const subscriptions = data.subscriptions ?? []
  const open = data.openInvoices ?? []
  const flows = findFlows(configuration, subscriptions)
  return {
    kind: 'known',
    plans: data.subscriptions && subscriptions.map((subscription) => planOf(subscription, data, now)),
    due: findDue({ open, subscriptions, updatesCard: flows.updateCard }, now),
    paymentMethods: data.subscriptions && paymentMethods(customer, subscriptions, now),
    invoices: invoices && invoiceLines(invoices, now),
    details: detailsOf(customer),
    flows,
  }
}

function planOf(subscription: Stripe.Subscription, data: StripeData, now: Date): Plan {
  const preview = data.previews.get(subscription.id)
  return {
    subscription: subscription.id,
    name: nameOf(subscription, data.products),
    price: priceOf(subscription),
    state: planState(subscription, now, nextNameOf(subscription, data, now)),
    discounts: [...subscription.discounts, data.customer.discount ?? null].flatMap(discountOf),
    nextInvoice: preview
      ? { amount: preview.amount_due, currency: preview.currency, on: dateOf(periodEnd(subscription)) }
      : null,
  }
}

function nameOf({ items, description }: Stripe.Subscription, products: ReadonlyMap<string, string>): string {
  const names = items.data.map(({ price, quantity }) =>
    withQuantity(products.get(idOf(price.product)) ?? price.nickname, quantity),
  )
  return names.filter(Boolean).join(', ') || description || 'Subscription'
}

const withQuantity = (name: string | null | undefined, quantity = 1) =>
  name && quantity > 1 ? `${quantity} × ${name}` : name

/** Null also if the name stays, such as when only the price changes. */
function nextNameOf(
  subscription: Stripe.Subscription,
  { configuration, products }: StripeData,
  now: Date,
): string | null {
  const items = findNextItems(subscription, configuration, now)
  const names = items?.map(({ product, quantity }) => withQuantity(products.get(product), quantity)) ?? []
  const name = names.every(Boolean) ? names.join(', ') : null
  return name && name !== nameOf(subscription, products) ? name : null
}

const INTERVALS: readonly string[] = ['day', 'week', 'month', 'year'] satisfies Interval[]

/** The price of all items per interval, or null if it is not fixed. */
function priceOf({ items, currency }: Stripe.Subscription): Plan['price'] {
  const [first] = items.data
  const recurring = first?.price.recurring
  if (!recurring || !INTERVALS.includes(recurring.interval)) return null
  let amount = 0
  for (const { price, quantity = 1 } of items.data) {
    const isFixed = price.recurring?.usage_type === 'licensed' && price.billing_scheme === 'per_unit'
    const isSamePeriod =
      price.recurring?.interval === recurring.interval &&
      price.recurring.interval_count === recurring.interval_count
    // `unit_amount` is null for fractions of a cent. With `transform_quantity` the price is per package.
    // https://docs.stripe.com/api/prices/object
    if (!isFixed || !isSamePeriod || price.unit_amount === null || price.transform_quantity) return null
    amount += price.unit_amount * quantity
  }
  return { amount, currency, interval: recurring.interval as Interval, every: recurring.interval_count }
}

/** https://docs.stripe.com/api/discounts/object */
function discountOf(discount: string | Stripe.Discount | null): Discount[] {
  if (discount === null || typeof discount === 'string') return []
  const { coupon } = discount.source
  if (coupon === null || typeof coupon === 'string') return []
  const { name, percent_off: percent, amount_off: amount, currency } = coupon
  const until = discount.end === null ? null : dateOf(discount.end)
  if (percent !== null) return [{ name, off: { percent }, until }]
  return amount !== null && currency ? [{ name, off: { amount, currency }, until }] : []
}

/** Leaves out drafts, which customers do not see. */
function invoiceLines(invoices: readonly Stripe.Invoice[], now: Date): InvoiceLine[] {
  return invoices
    .flatMap((invoice): InvoiceLine[] => {
      const { id, number, total: amount, currency, effective_at, created } = invoice
      const state = invoiceState(invoice, now)
      return state ? [{ id, number, on: dateOf(effective_at ?? created), amount, currency, state }] : []
    })
    .slice(0, SHOWN_INVOICES)
}

const SETTLED = ['paid', 'uncollectible', 'void'] as const

function invoiceState(invoice: Stripe.Invoice, now: Date): InvoiceLine['state'] | null {
  const { status } = invoice
  if (status === 'open') return isOverdue(invoice, now) ? 'overdue' : 'open'
  return SETTLED.find((settled) => settled === status) ?? null
}

function detailsOf({ name, email, address, tax_ids: taxIds }: Stripe.Customer): Details | null {
  const { line1, line2, postal_code, city, state, country } = address ?? {}
  const place = [postal_code, city, state].filter(Boolean).join(' ')
  const lines = [line1, line2, place, country && countryName(country)]
  const details = {
    name: name ?? null,
    email,
    address: lines.filter((line): line is string => Boolean(line)),
    taxIds: taxIds?.data.map(({ value }) => value) ?? [],
  }
  const isEmpty = !details.email && details.address.length === 0 && details.taxIds.length === 0
  return isEmpty ? null : details
}

/** Stripe usually has ISO 3166-1 codes, but accepts other text. */
function countryName(country: string): string {
  return /^[A-Z]{2}$/.test(country)
    ? (new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country)
    : country
}
