import { z } from 'zod'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { emptyable, expand, metadata, oneOf, onlyExpand, pagination, text } from '../api/params'
import { invalidRequest, resourceMissing } from '../api/stripe-error'
import { createCard, findTestCard } from './create-card'
import { detachPaymentMethod } from './detach-payment-method'
import { requireObject } from './require-object'

const detail = emptyable(text()).transform((value) => value ?? null)

const create = z.strictObject({
  type: oneOf('card'),
  card: z.strictObject({ token: text() }),
  billing_details: z.strictObject({ email: detail, name: detail, phone: detail }).optional(),
  metadata: metadata(),
  expand,
})
const attach = z.strictObject({ customer: text(), expand })
const filter = z.strictObject({ ...pagination, type: text().optional() })

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethodEndpoints = [
  endpoint('POST', '/v1/payment_methods', create, (stripe, { card, billing_details: billing, metadata }) => {
    const known = findTestCard(stripe, card.token)
    if (!known) throw resourceMissing('token', card.token, 'card[token]')
    return createCard(stripe, known, {
      ...(billing && { billing_details: { address: null, tax_id: null, ...billing } }),
      metadata: metadata ?? {},
    })
  }),

  endpoint('GET', '/v1/customers/:id/payment_methods', filter, (stripe, { type, ...cursor }, id) => {
    requireObject(stripe, 'customer', id)
    const methods = stripe.store.all('payment_method').filter(({ customer }) => customer === id)
    const found = methods.filter((method) => type === undefined || method.type === type)
    return listPage(`/v1/customers/${id}/payment_methods`, found, cursor)
  }),

  endpoint('GET', '/v1/payment_methods/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'payment_method', id),
  ),

  // `pm_card_visa` and its like are made first.
  endpoint('POST', '/v1/payment_methods/:id/attach', attach, (stripe, params, id) => {
    const { id: customer } = requireObject(stripe, 'customer', params.customer, 'customer')
    const known = id.startsWith('pm_card_') ? findTestCard(stripe, id) : null
    const method = known ? createCard(stripe, known) : requireObject(stripe, 'payment_method', id)
    if (method.customer && method.customer !== customer)
      throw invalidRequest('The payment method you provided has already been attached to a customer.')
    return stripe.store.put({ ...method, customer })
  }),

  endpoint('POST', '/v1/payment_methods/:id/detach', onlyExpand, (stripe, _params, id) =>
    detachPaymentMethod(stripe, requireObject(stripe, 'payment_method', id)),
  ),
]
