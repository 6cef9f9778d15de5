import type { LocalStripe } from '../local-stripe'
import type { Customer } from '../wire'
import { merged } from './merged'

/** Puts changed details into the account, and tells the webhook endpoint when something is different. */
export function updateCustomer(stripe: LocalStripe, customer: Customer, details: object): Customer {
  const updated = stripe.store.put(merged(customer, details))
  const now = new Map(Object.entries(updated).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(customer).filter(([name, value]) => JSON.stringify(value) !== now.get(name))
  if (changed.length > 0) stripe.emit('customer.updated', updated, Object.fromEntries(changed))
  return updated
}
