import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { boolean, expand, integer, list, onlyExpand, pagination, text } from '../api/params'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

const productCreate = z.strictObject({ name: text(), expand })
const productFilter = z.strictObject({ ...pagination, ids: list(text()).optional() })
const activity = z.strictObject({ active: boolean() })
const recurring = z.strictObject({ interval: z.enum(['month', 'year']) })
const priceCreate = z.strictObject({
  currency: text(3).transform((code) => code.toLowerCase()),
  expand,
  product: text(),
  recurring: recurring.transform(({ interval }) => ({ interval, interval_count: 1 })),
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
