import type Stripe from 'stripe'
import type { z } from 'zod'
import { inRange, listPage } from '../api/list-page'
import {
  boolean,
  expand,
  list,
  metadata,
  onlyExpand,
  pagination,
  paramsOf,
  range,
  text,
  unmodelled,
  url,
} from '../api/params'
import { route } from '../api/route'
import { invalidRequest } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Product } from '../wire'
import { requireProduct } from './product-object'

const productCreate = paramsOf<Stripe.ProductCreateParams>()({
  name: text(),
  active: boolean().default(true),
  default_price_data: unmodelled(),
  description: text().optional(),
  expand: expand(),
  id: text(255).optional(),
  images: list(url()).optional(),
  marketing_features: unmodelled(),
  metadata: metadata(),
  package_dimensions: unmodelled(),
  shippable: unmodelled(),
  statement_descriptor: unmodelled(),
  tax_code: unmodelled(),
  tax_details: unmodelled(),
  type: unmodelled(),
  unit_label: text().optional(),
  url: url().optional(),
})

const productList = paramsOf<Stripe.ProductListParams>()({
  ...pagination,
  active: boolean().optional(),
  created: range(),
  ids: list(text()).optional(),
  shippable: unmodelled(),
  type: unmodelled(),
  url: unmodelled(),
})

/** https://docs.stripe.com/api/products */
export const productRoutes = [
  route('POST', '/v1/products', productCreate, createProduct),

  route('GET', '/v1/products', productList, (stripe, params) => {
    const products = stripe.store.products
      .all()
      .filter(({ active }) => params.active === undefined || active === params.active)
      .filter(({ id }) => params.ids?.includes(id) ?? true)
      .filter(({ created }) => inRange(created, params.created))
    return listPage('/v1/products', 'product', products, params)
  }),

  route('GET', '/v1/products/:id', onlyExpand, (stripe, _params, id) => requireProduct(stripe, id)),
]

function createProduct(stripe: LocalStripe, params: z.output<typeof productCreate>): Product {
  const { id = newId('prod') } = params
  if (stripe.store.products.find(id)) {
    throw invalidRequest('Product already exists.', 'id', 'resource_already_exists')
  }
  const created = unixNow(stripe)
  return stripe.store.products.put({
    id,
    object: 'product',
    active: params.active,
    created,
    default_price: null,
    description: params.description ?? null,
    images: params.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: params.metadata ?? {},
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: params.unit_label ?? null,
    updated: created,
    url: params.url ?? null,
  })
}
