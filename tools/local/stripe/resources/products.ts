import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { boolean, expand, integer, list, metadata, onlyExpand, pagination, text } from '../api/params'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

const productCreate = z.strictObject({ name: text(), metadata, expand })
const productFilter = z.strictObject({ ...pagination, ids: list(text()).optional() })
const activity = z.strictObject({ active: boolean() })
const interval = z.enum(['day', 'week', 'month', 'year'])
const priceCreate = z.strictObject({
  currency: text(3).transform((code) => code.toLowerCase()),
  expand,
  metadata,
  product: text(),
  recurring: z.strictObject({ interval, interval_count: integer(1).default(1) }),
  unit_amount: integer(),
})

/**
 * Products and prices, which a subscription shows. https://docs.stripe.com/api/products
 * https://docs.stripe.com/api/prices
 */
export const productEndpoints = [
  endpoint('POST', '/v1/products', productCreate, (stripe, params) =>
    stripe.store.put({ id: newId('prod'), ...merged(blank(stripe, 'product'), params) }),
  ),
  endpoint('GET', '/v1/products', productFilter, ({ store }, { ids, ...params }) =>
    listPage(
      '/v1/products',
      store.all('product').filter(({ id }) => ids?.includes(id) ?? true),
      params,
    ),
  ),
  endpoint('POST', '/v1/prices', priceCreate, (stripe, params) => {
    requireObject(stripe, 'product', params.product, 'product')
    const kind = { type: 'recurring', unit_amount_decimal: String(params.unit_amount) }
    return stripe.store.put({ id: newId('price'), ...merged(blank(stripe, 'price'), { ...params, ...kind }) })
  }),
  ...(['product', 'price'] as const).flatMap((kind) => [
    endpoint('GET', `/v1/${kind}s/:id`, onlyExpand, (stripe, _params, id) => requireObject(stripe, kind, id)),
    endpoint('POST', `/v1/${kind}s/:id`, activity, (stripe, change, id) =>
      stripe.store.put(merged(requireObject(stripe, kind, id), change)),
    ),
  ]),
]
