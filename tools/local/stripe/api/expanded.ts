import type { Store } from '../store/store'
import { invalidRequest } from './stripe-error'

type Node = Record<string, unknown>

/**
 * A copy of `object` in which the ids at `paths` (`latest_invoice`, `data.customer`) are replaced by the objects they name.
 * https://docs.stripe.com/api/expanding_objects
 * @throws {StripeError} when there is nothing to expand at a path.
 */
export function expanded(object: object, paths: string[], store: Store): object {
  if (paths.length === 0) return object
  const copy: Node = structuredClone({ ...object })
  for (const path of paths) expandAt(copy, path.split('.'), path, store)
  return copy
}

function expandAt(node: Node, [name = '', ...rest]: string[], path: string, store: Store): void {
  if (!(name in node)) throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
  const value = node[name]
  const target = typeof value === 'string' ? findAny(value, store) : value
  if (typeof value === 'string') {
    if (!target) throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand')
    node[name] = structuredClone(target)
  }
  if (rest.length === 0) return
  const next = node[name]
  for (const child of Array.isArray(next) ? next : [next]) {
    if (typeof child === 'object' && child !== null) expandAt(child, rest, path, store)
  }
}

function findAny(id: string, store: Store): object | null {
  return (
    store.customers.find(id) ??
    store.paymentMethods.find(id) ??
    store.products.find(id) ??
    store.subscriptions.find(id) ??
    store.invoices.find(id) ??
    store.configurations.find(id)
  )
}
