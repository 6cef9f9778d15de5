import { z } from 'zod'
import { inRange, listPage } from '../api/list-page'
import { onlyExpand } from '../api/params'
import { route } from '../api/route'
import { resourceMissing, StripeError } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { Customer } from '../wire'
import { newCustomer, requireCustomer, updateCustomer, withDetails } from './customer-object'
import { customerCreate, customerList, customerUpdate } from './customer-params'
import { attachPaymentMethod, detachPaymentMethod } from './payment-method-object'
import { endSubscription } from './subscription-lifecycle'

/** https://docs.stripe.com/api/customers */
export const customerRoutes = [
  route('POST', '/v1/customers', customerCreate, createCustomer),

  route('GET', '/v1/customers', customerList, (stripe, params) => {
    const customers = stripe.store.customers
      .all()
      .filter((customer) => !customer.deleted)
      .filter((customer) => params.email === undefined || customer.email === params.email)
      .filter((customer) => inRange(customer.created, params.created))
    return listPage('/v1/customers', 'customer', customers, params)
  }),

  // A deleted customer can be retrieved: the answer is `{ id, object, deleted: true }`.
  route('GET', '/v1/customers/:id', onlyExpand, (stripe, _params, id) => {
    const customer = stripe.store.customers.find(id)
    if (!customer) throw resourceMissing('customer', id)
    return customer
  }),

  route('POST', '/v1/customers/:id', customerUpdate, (stripe, params, id) => {
    const customer = requireCustomer(stripe, id)
    requireAttached(stripe, customer.id, params.invoice_settings?.default_payment_method)
    return updateCustomer(stripe, customer, params)
  }),

  route('DELETE', '/v1/customers/:id', z.strictObject({}), deleteCustomer),
]

function createCustomer(stripe: LocalStripe, params: z.output<typeof customerCreate>): Customer {
  const blank = newCustomer(stripe)
  const { payment_method: method, invoice_settings: settings } = params
  const wanted = settings?.default_payment_method
  // A new customer has no other payment method than the one given with it.
  if (wanted && wanted !== method) throw notAttached(wanted)
  const attached = method ? attachPaymentMethod(stripe, method, blank.id, 'payment_method') : null
  const customer = withDetails(blank, {
    ...params,
    // `pm_card_visa` and its like become payment methods of their own when they are attached.
    ...(wanted && attached && { invoice_settings: { ...settings, default_payment_method: attached.id } }),
  })
  stripe.events.record({ type: 'customer.created', object: stripe.store.customers.put(customer) })
  return customer
}

/** Ends the customer's subscriptions at once, as Stripe does, and leaves a tombstone under the id. */
function deleteCustomer(stripe: LocalStripe, _params: object, id: string): object {
  const customer = requireCustomer(stripe, id)
  const { subscriptions, paymentMethods, customers } = stripe.store
  for (const subscription of subscriptions.all()) {
    if (subscription.customer === id && subscription.status !== 'canceled')
      endSubscription(stripe, subscription)
  }
  for (const method of paymentMethods.all()) if (method.customer === id) detachPaymentMethod(stripe, method)
  const tombstone = customers.put({ id, object: 'customer', deleted: true })
  stripe.events.record({ type: 'customer.deleted', object: customer })
  return tombstone
}

function requireAttached(stripe: LocalStripe, customer: string, method: string | null | undefined): void {
  if (method && stripe.store.paymentMethods.find(method)?.customer !== customer) throw notAttached(method)
}

function notAttached(method: string): StripeError {
  return new StripeError(400, {
    code: 'resource_missing',
    message: `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    param: 'invoice_settings[default_payment_method]',
  })
}
