import { invalidRequest, resourceMissing } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Plan, Price, Product } from '../wire'

type PriceDetails = {
  currency: string
  product: string
  unit_amount: number
  recurring: { interval: Interval; interval_count: number } | null
  nickname?: string | undefined
  lookup_key?: string | undefined
  metadata?: Record<string, string> | undefined
  /** False for the price that `price_data` makes: it is for one use. */
  active: boolean
}

export const INTERVALS = ['day', 'week', 'month', 'year'] as const
export type Interval = (typeof INTERVALS)[number]

/** @throws {StripeError} `resource_missing` */
export function requireProduct(stripe: LocalStripe, id: string, param = 'id'): Product {
  const product = stripe.store.products.find(id)
  if (!product) throw resourceMissing('product', id, param)
  return product
}

/** @throws {StripeError} `resource_missing` */
export function requirePrice(stripe: LocalStripe, id: string, param = 'id'): Price {
  const price = stripe.store.prices.find(id)
  if (!price) throw resourceMissing('price', id, param)
  return price
}

/** The price that a parameter names, for something that is charged again and again. @throws {StripeError} */
export function requireRecurringPrice(stripe: LocalStripe, id: string, param: string): Price {
  const price = requirePrice(stripe, id, param)
  if (!price.recurring) {
    throw invalidRequest(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      param,
    )
  }
  return price
}

export function createPrice(stripe: LocalStripe, details: PriceDetails): Price {
  return stripe.store.prices.put({
    id: newId('price'),
    object: 'price',
    active: details.active,
    billing_scheme: 'per_unit',
    created: unixNow(stripe),
    currency: details.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: details.lookup_key ?? null,
    metadata: details.metadata ?? {},
    nickname: details.nickname ?? null,
    product: details.product,
    recurring: details.recurring && {
      ...details.recurring,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: details.recurring ? 'recurring' : 'one_time',
    unit_amount: details.unit_amount,
    unit_amount_decimal: String(details.unit_amount),
  })
}

/** The deprecated twin of a recurring price, which Stripe still puts into subscription items. */
export function planOf(price: Price): Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
