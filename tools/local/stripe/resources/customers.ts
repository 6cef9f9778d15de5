import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { onlyExpand, pagination, text } from '../api/params'
import { resourceMissing, StripeError } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import { blank } from './blank'
import { customerDetails } from './customer-details'
import { detachPaymentMethod } from './detach-payment-method'
import { merged } from './merged'
import { requireObject } from './require-object'
import { endSubscription } from './subscription-changes'
import { updateCustomer } from './update-customer'

const filter = z.strictObject({ ...pagination, email: text().optional() })

/** https://docs.stripe.com/api/customers */
export const customerEndpoints = [
  endpoint('POST', '/v1/customers', customerDetails, (stripe, { expand: _, ...details }) => {
    requireAttached(stripe, null, details.invoice_settings?.default_payment_method)
    const created = stripe.store.put({ id: newId('cus'), ...merged(blank(stripe, 'customer'), details) })
    stripe.emit('customer.created', created)
    return created
  }),

  endpoint('GET', '/v1/customers', filter, (stripe, { email, ...cursor }) => {
    const living = stripe.store.all('customer').filter((customer) => !customer.deleted)
    const found = living.filter((customer) => email === undefined || customer.email === email)
    return listPage('/v1/customers', found, cursor)
  }),

  // A deleted customer can be retrieved: the answer is `{ id, object, deleted: true }`.
  endpoint('GET', '/v1/customers/:id', onlyExpand, (stripe, _params, id) => {
    const customer = stripe.store.find('customer', id)
    if (!customer) throw resourceMissing('customer', id)
    return customer
  }),

  endpoint('POST', '/v1/customers/:id', customerDetails, (stripe, { expand: _, ...details }, id) => {
    const customer = requireObject(stripe, 'customer', id)
    requireAttached(stripe, id, details.invoice_settings?.default_payment_method)
    return updateCustomer(stripe, customer, details)
  }),

  // Ends the customer's subscriptions at once, as Stripe does, and leaves a tombstone under the id.
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

  endpoint('GET', '/v1/customers/:id/tax_ids', z.strictObject(pagination), (stripe, cursor, id) => {
    requireObject(stripe, 'customer', id)
    return listPage(`/v1/customers/${id}/tax_ids`, stripe.store.ownedBy(id, 'tax_id'), cursor)
  }),
]

function requireAttached({ store }: LocalStripe, customer: string | null, method?: string | null): void {
  if (!method || (customer && store.find('payment_method', method)?.customer === customer)) return
  throw new StripeError(400, {
    code: 'resource_missing',
    message: `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    param: 'invoice_settings[default_payment_method]',
  })
}
