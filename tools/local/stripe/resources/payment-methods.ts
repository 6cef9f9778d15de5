import type Stripe from 'stripe'
import { z } from 'zod'
import { listPage } from '../api/list-page'
import {
  emptyable,
  expand,
  metadata,
  oneOf,
  onlyExpand,
  pagination,
  paramsOf,
  text,
  unmodelled,
} from '../api/params'
import { route } from '../api/route'
import { invalidRequest, resourceMissing, StripeError } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { List, PaymentMethod } from '../wire'
import { requireCustomer } from './customer-object'
import {
  attachPaymentMethod,
  createCard,
  detachPaymentMethod,
  findTestCard,
  requirePaymentMethod,
} from './payment-method-object'

const redisplay = oneOf('always', 'limited', 'unspecified')

// Stripe types four dozen kinds of payment method; the local Stripe has cards, and refuses the others' parameters as unknown.
const paymentMethodCreate = z.strictObject({
  type: oneOf('card'),
  card: z.strictObject({
    token: text().optional(),
    number: text().optional(),
    exp_month: text().optional(),
    exp_year: text().optional(),
    cvc: text().optional(),
  }),
  allow_redisplay: redisplay.optional(),
  billing_details: z
    .strictObject({
      address: unmodelled(),
      email: emptyable(text()).optional(),
      name: emptyable(text()).optional(),
      phone: emptyable(text()).optional(),
      tax_id: unmodelled(),
    })
    .optional(),
  metadata: metadata(),
  expand: expand(),
})

const paymentMethodList = paramsOf<Stripe.PaymentMethodListParams>()({
  ...pagination,
  allow_redisplay: redisplay.optional(),
  customer: text().optional(),
  customer_account: unmodelled(),
  type: text().optional(),
})

const customersPaymentMethods = paramsOf<Stripe.CustomerListPaymentMethodsParams>()({
  ...pagination,
  allow_redisplay: redisplay.optional(),
  type: text().optional(),
})

const attach = paramsOf<Stripe.PaymentMethodAttachParams>()({
  customer: text(),
  customer_account: unmodelled(),
  expand: expand(),
})

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethodRoutes = [
  route('POST', '/v1/payment_methods', paymentMethodCreate, createFromToken),

  route('GET', '/v1/payment_methods', paymentMethodList, (stripe, params) => {
    const customer = params.customer && requireCustomer(stripe, params.customer, 'customer')
    return page(stripe, '/v1/payment_methods', customer ? customer.id : null, params)
  }),

  route('GET', '/v1/customers/:id/payment_methods', customersPaymentMethods, (stripe, params, id) =>
    page(stripe, `/v1/customers/${id}/payment_methods`, requireCustomer(stripe, id).id, params),
  ),

  route('GET', '/v1/payment_methods/:id', onlyExpand, (stripe, _params, id) =>
    requirePaymentMethod(stripe, id),
  ),

  route('POST', '/v1/payment_methods/:id/attach', attach, (stripe, params, id) =>
    attachPaymentMethod(stripe, id, requireCustomer(stripe, params.customer, 'customer').id),
  ),

  route('POST', '/v1/payment_methods/:id/detach', onlyExpand, (stripe, _params, id) => {
    const method = requirePaymentMethod(stripe, id)
    if (!method.customer) {
      throw invalidRequest(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
      )
    }
    return detachPaymentMethod(stripe, method)
  }),
]

function createFromToken(stripe: LocalStripe, params: z.output<typeof paymentMethodCreate>): PaymentMethod {
  const { card, billing_details: billing } = params
  if (card.token === undefined) {
    throw new StripeError(402, {
      message:
        'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing.',
    })
  }
  const details = findTestCard(stripe, card.token)
  if (!details) throw resourceMissing('token', card.token, 'card[token]')
  return createCard(stripe, details, {
    billing_details: {
      address: null,
      email: billing?.email ?? null,
      name: billing?.name ?? null,
      phone: billing?.phone ?? null,
      tax_id: null,
    },
    metadata: params.metadata ?? {},
    allow_redisplay: params.allow_redisplay ?? 'unspecified',
  })
}

type Filter = z.output<typeof customersPaymentMethods>

/** Without a customer Stripe lists nothing that is attached to one; here there is nothing else to list. */
function page(
  stripe: LocalStripe,
  url: string,
  customer: string | null,
  filter: Filter,
): List<PaymentMethod> {
  const methods = stripe.store.paymentMethods
    .all()
    .filter((method) => method.customer !== null && method.customer === customer)
    .filter((method) => filter.type === undefined || method.type === filter.type)
    .filter(
      (method) => filter.allow_redisplay === undefined || method.allow_redisplay === filter.allow_redisplay,
    )
  return listPage(url, 'payment_method', methods, filter)
}
