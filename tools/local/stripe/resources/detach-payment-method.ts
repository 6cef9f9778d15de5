import type { LocalStripe } from '../local-stripe'
import type { PaymentMethod } from '../wire'
import { merged } from './merged'

/** Takes a payment method from its customer for good, also as the default of the customer and of subscriptions. */
export function detachPaymentMethod({ store }: LocalStripe, method: PaymentMethod): PaymentMethod {
  const customer = store.find('customer', method.customer)
  if (customer && !customer.deleted && customer.invoice_settings.default_payment_method === method.id)
    store.put(merged(customer, { invoice_settings: { default_payment_method: null } }))
  for (const subscription of store.all('subscription'))
    if (subscription.default_payment_method === method.id)
      store.put({ ...subscription, default_payment_method: null })
  return store.put({ ...method, customer: null })
}
