import { z } from 'zod'
import { newId } from '../account/new-id'
import { endpoint } from '../api/endpoint'
import { listPage } from '../api/list-page'
import { expand, onlyExpand, pagination, text } from '../api/params'
import { StripeError } from '../api/stripe-error'
import type { LocalStripe } from '../local-stripe'
import type { Invoice, Subscription } from '../wire'
import { blank } from './blank'
import { merged } from './merged'
import { requireObject } from './require-object'
import { periodEnd } from './subscriptions'

const filter = z.strictObject({
  ...pagination,
  customer: text().optional(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
})
const preview = z.strictObject({ customer: text().optional(), expand, subscription: text() })

/** Invoices come from fixtures. https://docs.stripe.com/api/invoices */
export const invoiceEndpoints = [
  endpoint('GET', '/v1/invoices', filter, (stripe, params) => {
    // Fixtures come in any order, but a list is newest first.
    const invoices = stripe.store.all('invoice').sort((a, b) => a.created - b.created)
    return listPage('/v1/invoices', invoices, params)
  }),

  endpoint('GET', '/v1/invoices/:id', onlyExpand, (stripe, _params, id) =>
    requireObject(stripe, 'invoice', id),
  ),

  endpoint('POST', '/v1/invoices/create_preview', preview, (stripe, params) => {
    const subscription = requireObject(stripe, 'subscription', params.subscription, 'subscription')
    if (subscription.status !== 'canceled' && subscription.cancel_at === null)
      return nextInvoice(stripe, subscription)
    // As reported in https://github.com/stripe/stripe-java/issues/920.
    const message = `No upcoming invoices for customer: ${subscription.customer}`
    throw new StripeError(404, { code: 'invoice_upcoming_none', message })
  }),
]

/** The next invoice, without discounts, taxes and prorations. */
function nextInvoice(stripe: LocalStripe, subscription: Subscription): Invoice {
  const { id, customer, currency, items, metadata } = subscription
  const data = items.data.map(({ price, quantity = 1 }) => {
    const product = stripe.store.find('product', price.product)?.name ?? 'Subscription'
    const amount = (price.unit_amount ?? 0) * quantity
    const line = { amount, currency, description: `${quantity} × ${product}`, quantity }
    return { id: newId('il'), object: 'line_item', ...line }
  })
  const total = data.reduce((sum, { amount }) => sum + amount, 0)
  const invoice = merged(blank(stripe, 'invoice'), {
    customer,
    currency,
    amount_due: total,
    amount_remaining: total,
    billing_reason: 'upcoming',
    lines: { data },
    next_payment_attempt: periodEnd(subscription),
    parent: { type: 'subscription_details', subscription_details: { metadata, subscription: id } },
    subtotal: total,
    total,
  })
  return { id: newId('upcoming_in'), ...invoice }
}
