import type { z } from 'zod'
import type { Store } from '../account/store'
import type { LocalStripe } from '../local-stripe'
import type { Form } from './form'
import { parseParams } from './params'
import { invalidRequest } from './stripe-error'

/**
 * One API call. Validation and execution are separate steps, because Stripe's idempotency layer stores only
 * the responses of calls that began to execute. The execution receives the id in the path, or ''.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/v1/customers/:id/payment_methods`. */
  path: string
  /** @throws {StripeError} when a parameter is invalid */
  prepare(form: Form): (stripe: LocalStripe, id: string) => object
}

/** Declares a call with its parameters; all others are unknown. Handles `expand[]`. */
export function endpoint<Schema extends z.ZodType<object>>(
  method: Endpoint['method'],
  path: string,
  params: Schema,
  execute: (stripe: LocalStripe, params: Omit<z.output<Schema>, 'expand'>, id: string) => object,
): Endpoint {
  return {
    method,
    path,
    prepare(form) {
      const { expand = [], ...parsed }: z.output<Schema> & { expand?: string[] } = parseParams(params, form)
      return (stripe, id) => expanded(execute(stripe, parsed, id), expand, stripe.store)
    },
  }
}

type Node = Record<string, unknown>

/** https://docs.stripe.com/expand#multiple-levels */
const MAX_LEVELS = 4

const OFFERED_PRODUCTS = 'features.subscription_update.products'

/**
 * A copy of `object` in which the ids at `paths` (`default_payment_method`, `data.customer`) are replaced by
 * their objects. Null, an id without an object, and a deleted object stay as they are.
 * https://docs.stripe.com/api/expanding_objects
 * @throws {StripeError} when there is no such property, or it is too deep
 */
function expanded(object: object, paths: string[], store: Store): object {
  const copy: Node = structuredClone({ ...object })
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > MAX_LEVELS) {
      const message = `You cannot expand more than ${MAX_LEVELS} levels of a property. Property: ${path}`
      throw invalidRequest(message, 'expand', 'property_expansion_max_depth')
    }
    if (!copy.deleted) expandAt(copy, steps, path, store)
  }
  if (!paths.some((path) => path.endsWith(OFFERED_PRODUCTS))) leaveOutOffers(copy)
  return copy
}

/**
 * Removes the products that a portal configuration, or each one in a list, offers for plan changes. Stripe
 * includes them only if they are expanded: `products?` in the package's types.
 */
function leaveOutOffers({ object, data, features }: Node): void {
  if (object === 'list') for (const each of data as Node[]) leaveOutOffers(each)
  if (object === 'billing_portal.configuration')
    delete (features as { subscription_update: Node }).subscription_update.products
}

function expandAt(node: Node, [name = '', ...rest]: string[], path: string, store: Store): void {
  // A customer has its tax ids only if they are expanded.
  if (name === 'tax_ids' && node.object === 'customer')
    node[name] = { object: 'list', data: store.ownedBy(node.id, 'tax_id'), has_more: false, url: '' }
  if (!(name in node)) throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
  const named = (value: unknown) => structuredClone(store.findAny(value) ?? value)
  const value = node[name]
  const found = Array.isArray(value) ? value.map(named) : named(value)
  node[name] = found
  if (rest.length === 0) return
  for (const child of Array.isArray(found) ? found : [found])
    if (typeof child === 'object' && child !== null) expandAt(child as Node, rest, path, store)
}
