import type { Store } from '../account/store'
import { invalidRequest } from './stripe-error'

type Node = Record<string, unknown>

/** What a customer has only where it is asked for, and the kind of its elements. */
const INCLUDABLE: Record<string, string> = { subscriptions: 'subscription', tax_ids: 'tax_id' }

/** https://docs.stripe.com/expand#multiple-levels */
const MOST_LEVELS = 4

/**
 * A copy of `object` in which the ids at `paths` (`default_payment_method`, `data.customer`) are replaced by
 * the objects they name. Null stays, and so does an id of which the account has no object.
 * https://docs.stripe.com/api/expanding_objects
 * A deleted object stays as it is.
 * @throws {StripeError} when there is no such property, or it is too deep
 */
export function expanded(object: object, paths: string[], store: Store): object {
  const copy: Node = structuredClone({ ...object })
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > MOST_LEVELS) throw tooDeep(path)
    if (!copy.deleted) expandAt(copy, steps, path, store)
  }
  return copy
}

function expandAt(node: Node, [name = '', ...rest]: string[], path: string, store: Store): void {
  const kind = INCLUDABLE[name]
  if (kind && node.object === 'customer')
    node[name] ??= { object: 'list', data: store.ownedBy(node.id, kind), has_more: false, url: '' }
  if (!(name in node)) throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
  const named = (value: unknown) => structuredClone(store.findAny(value) ?? value)
  const value = node[name]
  const found = Array.isArray(value) ? value.map(named) : named(value)
  node[name] = found
  if (rest.length === 0) return
  for (const child of Array.isArray(found) ? found : [found])
    if (typeof child === 'object' && child !== null) expandAt(child as Node, rest, path, store)
}

function tooDeep(path: string) {
  const message = `You cannot expand more than 4 levels of a property. Property: ${path}`
  return invalidRequest(message, 'expand', 'property_expansion_max_depth')
}
