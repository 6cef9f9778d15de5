import type Stripe from 'stripe'
import { z } from 'zod'
import { inRange, listPage } from '../api/list-page'
import {
  boolean,
  currency,
  expand,
  integer,
  list,
  metadata,
  oneOf,
  onlyExpand,
  pagination,
  paramsOf,
  range,
  text,
  unmodelled,
} from '../api/params'
import { route } from '../api/route'
import { createPrice, INTERVALS, requirePrice, requireProduct } from './product-object'

/** How often a price is charged. */
export const recurring = z.strictObject({
  interval: oneOf(...INTERVALS),
  interval_count: integer(1, 1_095).default(1),
})

const priceCreate = paramsOf<Stripe.PriceCreateParams>()({
  currency: currency(),
  active: boolean().default(true),
  billing_scheme: unmodelled(),
  currency_options: unmodelled(),
  custom_unit_amount: unmodelled(),
  expand: expand(),
  lookup_key: text(200).optional(),
  metadata: metadata(),
  nickname: text().optional(),
  product: text(),
  product_data: unmodelled(),
  recurring: recurring.optional(),
  tax_behavior: unmodelled(),
  tiers: unmodelled(),
  tiers_mode: unmodelled(),
  transfer_lookup_key: unmodelled(),
  transform_quantity: unmodelled(),
  unit_amount: integer(0),
  unit_amount_decimal: unmodelled(),
})

const priceList = paramsOf<Stripe.PriceListParams>()({
  ...pagination,
  active: boolean().optional(),
  created: range(),
  currency: currency().optional(),
  lookup_keys: list(text()).optional(),
  product: text().optional(),
  recurring: unmodelled(),
  type: oneOf('one_time', 'recurring').optional(),
})

/** https://docs.stripe.com/api/prices */
export const priceRoutes = [
  route('POST', '/v1/prices', priceCreate, (stripe, params) =>
    createPrice(stripe, {
      active: params.active,
      currency: params.currency,
      product: requireProduct(stripe, params.product, 'product').id,
      unit_amount: params.unit_amount,
      recurring: params.recurring ?? null,
      nickname: params.nickname,
      lookup_key: params.lookup_key,
      metadata: params.metadata ?? {},
    }),
  ),

  route('GET', '/v1/prices', priceList, (stripe, params) => {
    const prices = stripe.store.prices
      .all()
      .filter(({ active }) => params.active === undefined || active === params.active)
      .filter(({ product }) => params.product === undefined || product === params.product)
      .filter((price) => params.currency === undefined || price.currency === params.currency)
      .filter(({ type }) => params.type === undefined || type === params.type)
      .filter(({ lookup_key: key }) => params.lookup_keys?.includes(key ?? '') ?? true)
      .filter(({ created }) => inRange(created, params.created))
    return listPage('/v1/prices', 'price', prices, params)
  }),

  route('GET', '/v1/prices/:id', onlyExpand, (stripe, _params, id) => requirePrice(stripe, id)),
]
