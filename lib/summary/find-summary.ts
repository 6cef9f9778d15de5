import Stripe from 'stripe'
import { ApiError } from '../api-error'
import { log } from '../log'
import { stripe } from '../stripe/client'
import { summarize, type Told } from './summarize'
import type { Summary } from './summary'

/** How long the figures may take in all, in milliseconds. */
const DEADLINE_MS = 1_500

/** Subscriptions shown: more are for the portal. */
const MOST_PLANS = 5

/** Of the newest invoices some may be drafts, which are not shown. */
const NEWEST_INVOICES = 10

/** Stripe's own words about a part that it did not tell, as much as a log may have. */
type Missing = { part: string; why: string }

/**
 * Reads from Stripe what /billing shows of a customer, in two rounds of calls at once. It changes nothing,
 * here or there, and never throws: what Stripe does not tell in time is left out, with one line in the log.
 *
 * Names of products take a call of their own, because an expansion is four levels deep at most.
 * https://docs.stripe.com/expand#multiple-levels
 *
 * @param accountId for the log
 * @param configuration the portal's; Stripe's default one where undefined
 */
export async function findSummary(
  customerId: string,
  { accountId, configuration }: { accountId: string; configuration: string | undefined },
): Promise<Summary> {
  const missing: Missing[] = []
  const now = new Date()
  const deadline = performance.now() + DEADLINE_MS
  // Each attempt ends at the deadline; there is no time for a second one.
  const options = () => ({
    maxNetworkRetries: 0,
    timeout: Math.max(1, Math.ceil(deadline - performance.now())),
  })
  const tell = async <T>(part: string, asked: Promise<T>): Promise<T | null> =>
    asked.catch((error: unknown) => {
      missing.push({ part, why: reasonOf(error) })
      return null
    })
  const finish = (summary: Summary): Summary => {
    const parts = missing.map(({ part, why }) => `${part} (${why})`).join(', ')
    if (missing.length > 0) log.warn('summary.incomplete', { account: accountId, missing: parts })
    return summary
  }

  const { billingPortal, customers, invoices, products, subscriptions } = stripe()
  const expand = [
    'invoice_settings.default_payment_method',
    'default_source',
    'discount.source.coupon',
    'tax_ids',
  ]
  const [customer, running, newest, open, portal] = await Promise.all([
    customers.retrieve(customerId, { expand }, options()).catch((error: unknown) => {
      if (isMissing(error)) return 'gone' as const
      missing.push({ part: 'customer', why: reasonOf(error) })
      return null
    }),
    tell(
      'subscriptions',
      subscriptions.list(
        {
          customer: customerId,
          limit: MOST_PLANS,
          expand: [
            'data.default_payment_method',
            'data.default_source',
            'data.schedule',
            'data.discounts.source.coupon',
          ],
        },
        options(),
      ),
    ),
    tell('invoices', invoices.list({ customer: customerId, limit: NEWEST_INVOICES }, options())),
    tell(
      'open invoices',
      invoices.list({ customer: customerId, status: 'open', limit: NEWEST_INVOICES }, options()),
    ),
    tell(
      'portal configuration',
      configuration
        ? billingPortal.configurations.retrieve(configuration, {}, options())
        : billingPortal.configurations
            .list({ is_default: true, limit: 1 }, options())
            .then(({ data }) => data[0] ?? null),
    ),
  ])
  if (customer === 'gone' || customer?.deleted) return finish({ kind: 'gone' })
  if (customer === null) return finish({ kind: 'unavailable' })

  const plans = running?.data.filter(({ status }) => status !== 'incomplete_expired') ?? null
  const ids = [...new Set(plans?.flatMap(productsOf))]
  const [named, previews] = await Promise.all([
    ids.length > 0 ? tell('products', products.list({ ids, limit: ids.length }, options())) : null,
    Promise.all(
      (plans ?? []).filter(willBill).map(async ({ id }) => {
        const asked = invoices.createPreview({ customer: customerId, subscription: id }, options())
        return [id, await tell('next invoice', asked.catch(nothingUpcoming))] as const
      }),
    ),
  ])
  const told: Told = {
    customer,
    subscriptions: plans,
    invoices: newest?.data ?? null,
    openInvoices: open?.data ?? null,
    configuration: portal,
    products: new Map(named?.data.map(({ id, name }) => [id, name])),
    previews: new Map(previews.flatMap(([id, preview]) => (preview ? [[id, preview] as const] : []))),
  }
  return finish(summarize(told, now))
}

const productsOf = ({ items }: Stripe.Subscription) =>
  items.data.map(({ price: { product } }) => (typeof product === 'string' ? product : product.id))

const willBill = ({ status, cancel_at, cancel_at_period_end, pause_collection }: Stripe.Subscription) =>
  ['active', 'trialing', 'past_due'].includes(status) &&
  cancel_at === null &&
  !cancel_at_period_end &&
  !pause_collection

/** https://docs.stripe.com/error-codes#invoice-upcoming-none */
function nothingUpcoming(error: unknown): null {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'invoice_upcoming_none')
    return null
  throw error
}

const isMissing = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing'

/** Without Stripe's words, which may hold a customer's address or parts of the key. */
function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  if (error instanceof Stripe.errors.StripePermissionError) return 'the key lacks the permission'
  if (error instanceof Stripe.errors.StripeError) return `${error.type}, status ${error.statusCode ?? 'none'}`
  return error instanceof Error ? error.name : 'no reason given'
}
