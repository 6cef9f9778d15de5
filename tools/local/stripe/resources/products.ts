import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { boolean, expand, integer, metadata, oneOf, onlyExpand, text } from '../api/params'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

const productCreate = z.strictObject({ name: text(), metadata: metadata(), expand })
const activity = z.strictObject({ active: boolean() })

const priceCreate = z.strictObject({
  currency: text(3).transform((code) => code.toLowerCase()),
  expand,
  metadata: metadata(),
  product: text(),
  recurring: z
    .strictObject({ interval: oneOf('day', 'week', 'month', 'year'), interval_count: integer(1).default(1) })
    .optional(),
  unit_amount: integer(),
})

/** As much as a subscription shows. https://docs.stripe.com/api/products and https://docs.stripe.com/api/prices */
export const productEndpoints = [
  endpoint('POST', '/v1/products', productCreate, (stripe, { expand: _, ...params }) =>
    stripe.store.put({ id: newId('prod'), ...merged(blank(stripe, 'product'), params) }),
  ),
  endpoint('GET', '/v1/products/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'product', id),
  ),
  endpoint('POST', '/v1/products/:id', activity, (stripe, change, id) =>
    stripe.store.put({ ...requireObject(stripe, 'product', id), ...change }),
  ),

  endpoint('POST', '/v1/prices', priceCreate, (stripe, { expand: _, recurring, ...params }) => {
    requireObject(stripe, 'product', params.product, 'product')
    const price = merged(blank(stripe, 'price'), {
      ...params,
      recurring: recurring && { ...recurring, meter: null, usage_type: 'licensed' },
      type: recurring ? 'recurring' : 'one_time',
      unit_amount_decimal: String(params.unit_amount),
    })
    return stripe.store.put({ id: newId('price'), ...price })
  }),
  endpoint('GET', '/v1/prices/:id', onlyExpand, (stripe, _params, id) => requireObject(stripe, 'price', id)),
  endpoint('POST', '/v1/prices/:id', activity, (stripe, change, id) =>
    stripe.store.put({ ...requireObject(stripe, 'price', id), ...change }),
  ),
]
