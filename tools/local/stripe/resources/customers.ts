import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { email, emptyable, expand, metadata, onlyExpand, pagination, text } from '../api/params'
import { resourceMissing } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { Customer } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { detachPaymentMethod } from './payment-methods'
import { requireObject } from './require-object'
import { endSubscription } from './subscriptions'

const line = emptyable(text()).transform((value) => value ?? null)

/** The parameters to create or update a customer. An address is always complete. */
const details = z.strictObject({
  address: emptyable(
    z.strictObject({ city: line, country: line, line1: line, line2: line, postal_code: line, state: line }),
  ),
  description: emptyable(text()),
  email: emptyable(email()),
  expand,
  invoice_settings: z.strictObject({ default_payment_method: emptyable(text()) }).optional(),
  metadata,
  name: emptyable(text(256)),
  phone: emptyable(text(20)),
})
const filter = z.strictObject({ ...pagination, email: text().optional() })

/** https://docs.stripe.com/api/customers */
export const customerEndpoints = [
  endpoint('POST', '/v1/customers', details, (stripe, params) => {
    const created = stripe.store.put({ id: newId('cus'), ...merged(blank(stripe, 'customer'), params) })
    stripe.emit('customer.created', created)
    return created
  }),
  endpoint('GET', '/v1/customers', filter, ({ store }, params) => {
    const living = store.all('customer').filter((customer) => !customer.deleted)
    return listPage('/v1/customers', living, params)
  }),
  // A deleted customer can be retrieved: the response is `{ id, object, deleted: true }`.
  endpoint('GET', '/v1/customers/:id', onlyExpand, ({ store }, _params, id) => {
    const customer = store.find('customer', id)
    if (!customer) throw resourceMissing('customer', id)
    return customer
  }),
  endpoint('POST', '/v1/customers/:id', details, (stripe, params, id) => {
    return updateCustomer(stripe, requireObject(stripe, 'customer', id), params)
  }),
  // Ends the customer's subscriptions immediately, as Stripe does, and keeps a deleted object under the id.
  endpoint('DELETE', '/v1/customers/:id', z.strictObject({}), (stripe, _params, id) => {
    const customer = requireObject(stripe, 'customer', id)
    for (const subscription of stripe.store.all('subscription'))
      if (subscription.customer === id && subscription.status !== 'canceled')
        endSubscription(stripe, subscription)
    for (const method of stripe.store.all('payment_method'))
      if (method.customer === id) detachPaymentMethod(stripe, method)
    stripe.emit('customer.deleted', customer)
    return stripe.store.put({ id, object: 'customer', deleted: true })
  }),
]

/** Stores a customer's changed details, and sends an event if something is different. */
export function updateCustomer(stripe: LocalStripe, customer: Customer, changes: object): Customer {
  const updated = stripe.store.put(merged(customer, changes))
  const now = new Map(Object.entries(updated).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(customer).filter(([name, value]) => JSON.stringify(value) !== now.get(name))
  if (changed.length > 0) stripe.emit('customer.updated', updated, Object.fromEntries(changed))
  return updated
}
