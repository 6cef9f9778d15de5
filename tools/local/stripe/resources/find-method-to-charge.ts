import type { LocalStripe } from '../local-stripe'
import type { Customer, PaymentMethod } from '../wire'

/** What an invoice would be charged to: its own payment method, its subscription's, or the customer's default. */
export function findMethodToCharge(
  stripe: LocalStripe,
  customer: Customer,
  own: (string | null)[],
): PaymentMethod | null {
  const preferred = [...own, customer.invoice_settings.default_payment_method]
  const id = preferred.find((candidate) => typeof candidate === 'string')
  return typeof id === 'string' ? stripe.store.paymentMethods.find(id) : null
}
