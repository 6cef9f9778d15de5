import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { expand, onlyExpand, pagination, text } from '../api/params'
import { invalidRequest } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { PaymentMethod } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'

/**
 * The supported test cards, by the name in `pm_card_…`. Other numbers are rejected, so that nobody enters a
 * real card. https://docs.stripe.com/testing
 */
const TEST_CARDS: Record<string, TestCard> = {
  visa: { number: '4242424242424242', brand: 'visa' },
  mastercard: { number: '5555555555554444', brand: 'mastercard' },
}
type TestCard = { number: string; brand: string }

const attach = z.strictObject({ customer: text(), expand })
const filter = z.strictObject(pagination)

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethodEndpoints = [
  endpoint('GET', '/v1/customers/:id/payment_methods', filter, (stripe, params, id) => {
    requireObject(stripe, 'customer', id)
    const owned = stripe.store.ownedBy(id, 'payment_method')
    return listPage(`/v1/customers/${id}/payment_methods`, owned, params)
  }),
  endpoint('GET', '/v1/payment_methods/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'payment_method', id),
  ),
  // `pm_card_visa` and the like are created first, valid for another year.
  endpoint('POST', '/v1/payment_methods/:id/attach', attach, (stripe, params, id) => {
    const { id: customer } = requireObject(stripe, 'customer', params.customer, 'customer')
    const card = TEST_CARDS[/^pm_card_(\w+)$/.exec(id)?.[1] ?? '']
    const today = new Date(stripe.now())
    if (card)
      return createCard(stripe, card, today.getUTCMonth() + 1, today.getUTCFullYear() + 1, { customer })
    const method = requireObject(stripe, 'payment_method', id)
    if (method.customer && method.customer !== customer)
      throw invalidRequest('The payment method you provided has already been attached to a customer.')
    return stripe.store.put({ ...method, customer })
  }),
]

export const findTestCard = (number: string) =>
  Object.values(TEST_CARDS).find((card) => card.number === number) ?? null

/** Creates a payment method. Stores only the last four digits of the number. */
export function createCard(
  stripe: LocalStripe,
  { brand, number }: TestCard,
  exp_month: number,
  exp_year: number,
  details: Partial<PaymentMethod>,
): PaymentMethod {
  const last4 = number.slice(-4)
  const card = { brand, country: 'US', display_brand: brand, exp_month, exp_year, funding: 'credit', last4 }
  const method = { ...blank(stripe, 'payment_method'), ...details, card: { ...card, wallet: null } }
  return stripe.store.put({ id: newId('pm'), ...method } as PaymentMethod)
}

/** Detaches a payment method from its customer, and clears it as the default everywhere. */
export function detachPaymentMethod({ store }: LocalStripe, method: PaymentMethod): void {
  const customer = store.find('customer', method.customer)
  if (customer && !customer.deleted && customer.invoice_settings.default_payment_method === method.id)
    store.put(merged(customer, { invoice_settings: { default_payment_method: null } }))
  for (const subscription of store.all('subscription'))
    if (subscription.default_payment_method === method.id)
      store.put({ ...subscription, default_payment_method: null })
  store.put({ ...method, customer: null })
}
