import type Stripe from 'stripe'
import { stripe } from '../stripe/client'
import { hasErrorCode } from '../stripe/has-error-code'
import { idOf } from '../stripe/stripe-id'
import type { LimitedCalls } from './limited-calls'
import { findNextItems } from './next-plan'
import { isEnding } from './plan-state'

/** Stripe's objects about one customer. A part that could not be read is null, or absent from its map. */
export type StripeData = {
  customer: Stripe.Customer
  /** Those that have not ended. */
  subscriptions: readonly Stripe.Subscription[] | null
  /** The newest first. */
  invoices: readonly Stripe.Invoice[] | null
  openInvoices: readonly Stripe.Invoice[] | null
  configuration: Stripe.BillingPortal.Configuration | null
  /** Names by product id. */
  products: ReadonlyMap<string, string>
  /** Next invoices by subscription id. */
  previews: ReadonlyMap<string, Stripe.Invoice>
}

type StripeRead = { kind: 'read'; data: StripeData } | { kind: 'gone' } | { kind: 'unavailable' }

/** Subscriptions shown. The portal has the rest. */
const MAX_PLANS = 5

/** More than are shown, because drafts are skipped. */
const MAX_INVOICES = 10

const CUSTOMER_FIELDS = [
  'invoice_settings.default_payment_method',
  'default_source',
  'discount.source.coupon',
  'tax_ids',
]

const SUBSCRIPTION_FIELDS = [
  'data.default_payment_method',
  'data.default_source',
  'data.schedule',
  'data.discounts.source.coupon',
]

/** Left out of a configuration unless it is expanded. */
const OFFERED_PRODUCTS = 'features.subscription_update.products'

/**
 * Reads a customer's data in two rounds of parallel calls. It changes nothing at Stripe.
 *
 * Product names need a call of their own, because an expansion is at most four levels deep.
 * https://docs.stripe.com/expand#multiple-levels
 *
 * @param configurationId the portal's configuration; Stripe's default one if undefined
 */
export async function readStripeData(
  customerId: string,
  configurationId: string | undefined,
  { calls, now }: { calls: LimitedCalls; now: Date },
): Promise<StripeRead> {
  const { customers, invoices, subscriptions } = stripe()
  const { attempt, options } = calls
  const customer = customerId
  const [payer, running, newest, open, configuration] = await Promise.all([
    attempt(
      'customer',
      customers.retrieve(customerId, { expand: CUSTOMER_FIELDS }, options()).catch(goneIfMissing),
    ),
    attempt(
      'subscriptions',
      subscriptions.list({ customer, limit: MAX_PLANS, expand: SUBSCRIPTION_FIELDS }, options()),
    ),
    attempt('invoices', invoices.list({ customer, limit: MAX_INVOICES }, options())),
    attempt('open invoices', invoices.list({ customer, status: 'open', limit: MAX_INVOICES }, options())),
    attempt('portal configuration', findConfiguration(configurationId, calls)),
  ])
  if (payer === 'gone' || payer?.deleted) return { kind: 'gone' }
  if (payer === null) return { kind: 'unavailable' }

  const plans = running?.data.filter(({ status }) => status !== 'incomplete_expired') ?? null
  const [products, previews] = await Promise.all([
    readProductNames(
      (plans ?? []).flatMap((plan) => [
        ...plan.items.data.map(({ price }) => idOf(price.product)),
        ...(findNextItems(plan, configuration, now) ?? []).map(({ product }) => product),
      ]),
      calls,
    ),
    readNextInvoices(customerId, plans ?? [], calls),
  ])
  const data: StripeData = {
    customer: payer,
    subscriptions: plans,
    invoices: newest?.data ?? null,
    openInvoices: open?.data ?? null,
    configuration,
    products,
    previews,
  }
  return { kind: 'read', data }
}

function goneIfMissing(error: unknown): 'gone' {
  if (hasErrorCode(error, 'resource_missing')) return 'gone'
  throw error
}

async function findConfiguration(
  id: string | undefined,
  { options }: LimitedCalls,
): Promise<Stripe.BillingPortal.Configuration | null> {
  const { configurations } = stripe().billingPortal
  if (id) return configurations.retrieve(id, { expand: [OFFERED_PRODUCTS] }, options())
  const expand = [`data.${OFFERED_PRODUCTS}`]
  const { data } = await configurations.list({ is_default: true, limit: 1, expand }, options())
  return data[0] ?? null
}

async function readProductNames(
  productIds: readonly string[],
  { attempt, options }: LimitedCalls,
): Promise<StripeData['products']> {
  const ids = [...new Set(productIds)]
  if (ids.length === 0) return new Map()
  const products = await attempt('products', stripe().products.list({ ids, limit: ids.length }, options()))
  return new Map(products?.data.map(({ id, name }) => [id, name]))
}

async function readNextInvoices(
  customer: string,
  subscriptions: readonly Stripe.Subscription[],
  { attempt, options }: LimitedCalls,
): Promise<StripeData['previews']> {
  const { invoices } = stripe()
  const previews = await Promise.all(
    subscriptions.filter(willBill).map(async ({ id }) => {
      const call = invoices.createPreview({ customer, subscription: id }, options()).catch(nullIfNone)
      const preview = await attempt('next invoice', call)
      return preview ? [[id, preview] as const] : []
    }),
  )
  return new Map(previews.flat())
}

const willBill = (subscription: Stripe.Subscription) =>
  ['active', 'trialing', 'past_due'].includes(subscription.status) &&
  !isEnding(subscription) &&
  !subscription.pause_collection

/** https://docs.stripe.com/error-codes#invoice-upcoming-none */
function nullIfNone(error: unknown): null {
  if (hasErrorCode(error, 'invoice_upcoming_none')) return null
  throw error
}
