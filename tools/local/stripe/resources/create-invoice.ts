import { invalidRequest } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { Invoice, InvoiceItem, InvoiceLine } from '../wire'
import { requireCustomer } from './customer-object'
import { newLine, withLines } from './invoice-lines'
import { newInvoice } from './invoice-object'
import type { InvoiceCreate } from './invoice-params'
import { requireSubscription } from './subscription-object'

const SECONDS_A_DAY = 86_400

/**
 * Makes a draft, with the customer's waiting items if it is told to. https://docs.stripe.com/api/invoices/create
 * @throws {StripeError}
 */
export function createInvoice(stripe: LocalStripe, params: InvoiceCreate): Invoice {
  const customer = requireCustomer(stripe, params.customer, 'customer')
  const subscription = params.subscription
    ? requireSubscription(stripe, params.subscription, 'subscription')
    : null
  const waiting =
    params.pending_invoice_items_behavior === 'include'
      ? stripe.store.invoiceItems
          .all()
          .filter((item) => item.customer === customer.id && item.invoice === null)
      : []
  const draft = newInvoice(stripe, customer, {
    auto_advance: params.auto_advance,
    collection_method: params.collection_method,
    currency: params.currency ?? waiting[0]?.currency ?? customer.currency ?? 'usd',
    custom_fields: params.custom_fields ?? null,
    default_payment_method: params.default_payment_method ?? null,
    description: params.description ?? null,
    due_date: dueDate(stripe, params),
    effective_at: params.effective_at ?? null,
    footer: params.footer ?? null,
    metadata: params.metadata ?? {},
    number: params.number ?? null,
    parent: subscription && {
      type: 'subscription_details',
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
    },
  })
  const created = stripe.store.invoices.put(
    withLines(
      draft,
      waiting.map((item) => lineOf(draft.id, item)),
    ),
  )
  for (const item of waiting) stripe.store.invoiceItems.put({ ...item, invoice: draft.id })
  stripe.events.record({ type: 'invoice.created', object: created })
  return created
}

function dueDate(stripe: LocalStripe, params: InvoiceCreate): number | null {
  const { collection_method: method, days_until_due: days, due_date: date } = params
  const given = date ?? (days === undefined ? null : unixNow(stripe) + days * SECONDS_A_DAY)
  if (method === 'send_invoice' && given === null) {
    throw invalidRequest(
      "If `collection_method` is 'send_invoice', you must specify one of: `due_date`, `days_until_due`.",
      'due_date',
    )
  }
  if (method === 'charge_automatically' && given !== null) {
    throw invalidRequest(
      'You can only set `due_date` if invoice `collection_method` is `send_invoice`.',
      'due_date',
    )
  }
  return given
}

/** An invoice item as a line of its invoice. */
export function lineOf(invoice: string, item: InvoiceItem): InvoiceLine {
  return newLine(invoice, {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    period: item.period,
    quantity: item.quantity,
    metadata: item.metadata ?? {},
    discountable: item.discountable,
    pricing: item.pricing,
    parent: {
      type: 'invoice_item_details',
      invoice_item_details: {
        invoice_item: item.id,
        proration: false,
        proration_details: null,
        subscription: null,
      },
      subscription_item_details: null,
    },
  })
}
