import type Stripe from 'stripe'
import { z } from 'zod'
import {
  boolean,
  currency,
  expand,
  integer,
  metadata,
  paramsOf,
  text,
  timestamp,
  unmodelled,
  withoutEffect,
} from '../api/params'
import { missingParam } from '../api/parse-params'
import { route } from '../api/route'
import { invalidRequest } from '../api/stripe-error'
import { type LocalStripe, unixNow } from '../local-stripe'
import { newId } from '../store/new-id'
import type { Invoice, InvoiceItem, Price } from '../wire'
import { lineOf } from './create-invoice'
import { requireCustomer } from './customer-object'
import { withLines } from './invoice-lines'
import { requireInvoice } from './invoice-object'
import { createPrice, requirePrice, requireProduct } from './product-object'

const invoiceItemCreate = paramsOf<Stripe.InvoiceItemCreateParams>()({
  amount: integer().optional(),
  currency: currency().optional(),
  customer: text(),
  customer_account: unmodelled(),
  description: text(500).optional(),
  discountable: boolean().default(true),
  discounts: unmodelled(),
  expand: expand(),
  invoice: text().optional(),
  metadata: metadata(),
  period: z.strictObject({ start: timestamp(), end: timestamp() }).optional(),
  price_data: z
    .strictObject({
      currency: currency(),
      product: text(),
      unit_amount: integer(),
      tax_behavior: withoutEffect(),
    })
    .optional(),
  pricing: z.strictObject({ price: text() }).optional(),
  quantity: integer(0).default(1),
  quantity_decimal: unmodelled(),
  subscription: unmodelled(),
  tax_behavior: unmodelled(),
  tax_code: unmodelled(),
  tax_rates: unmodelled(),
  unit_amount_decimal: unmodelled(),
})

type InvoiceItemCreate = z.output<typeof invoiceItemCreate>

/** https://docs.stripe.com/api/invoiceitems */
export const invoiceItemRoutes = [route('POST', '/v1/invoiceitems', invoiceItemCreate, createInvoiceItem)]

function createInvoiceItem(stripe: LocalStripe, params: InvoiceItemCreate): InvoiceItem {
  const customer = requireCustomer(stripe, params.customer, 'customer')
  const draft = params.invoice === undefined ? null : requireDraft(stripe, params.invoice, customer.id)
  const price = priceOf(stripe, params)
  const now = unixNow(stripe)
  const item = stripe.store.invoiceItems.put({
    id: newId('ii'),
    object: 'invoiceitem',
    ...amountOf(params, price, draft),
    customer: customer.id,
    customer_account: null,
    date: now,
    description: params.description ?? descriptionOf(stripe, price),
    discountable: params.discountable,
    discounts: [],
    invoice: draft?.id ?? null,
    livemode: false,
    metadata: params.metadata ?? {},
    parent: null,
    period: params.period ?? { start: now, end: now },
    pricing: price && {
      type: 'price_details',
      price_details: { price: price.id, product: String(price.product) },
      unit_amount_decimal: price.unit_amount_decimal,
    },
    proration: false,
    quantity: params.quantity,
    quantity_decimal: String(params.quantity),
    tax_rates: [],
    test_clock: null,
  })
  if (draft) stripe.store.invoices.put(withLines(draft, [...draft.lines.data, lineOf(draft.id, item)]))
  stripe.events.record({ type: 'invoiceitem.created', object: item })
  return item
}

function requireDraft(stripe: LocalStripe, id: string, customer: string): Invoice {
  const invoice = requireInvoice(stripe, id, 'invoice')
  if (invoice.customer !== customer)
    throw invalidRequest(`The invoice ${id} does not belong to customer ${customer}.`, 'invoice')
  if (invoice.status !== 'draft') {
    throw invalidRequest(
      "You can't add items to this invoice because it is already finalized.",
      'invoice',
      'invoice_not_editable',
    )
  }
  return invoice
}

function priceOf(stripe: LocalStripe, { pricing, price_data: data }: InvoiceItemCreate): Price | null {
  if (pricing) return requirePrice(stripe, pricing.price, 'pricing[price]')
  if (!data) return null
  const product = requireProduct(stripe, data.product, 'price_data[product]').id
  return createPrice(stripe, {
    currency: data.currency,
    unit_amount: data.unit_amount,
    product,
    recurring: null,
    active: false,
  })
}

function amountOf(
  params: InvoiceItemCreate,
  price: Price | null,
  draft: Invoice | null,
): { amount: number; currency: string } {
  if (price) return { amount: (price.unit_amount ?? 0) * params.quantity, currency: price.currency }
  if (params.amount === undefined) throw missingParam('amount')
  const currency = params.currency ?? draft?.currency
  if (currency === undefined) throw missingParam('currency')
  if (draft && currency !== draft.currency) {
    throw invalidRequest(
      `The currency of the invoice item (${currency}) must match the invoice's (${draft.currency}).`,
      'currency',
    )
  }
  return { amount: params.amount, currency }
}

function descriptionOf(stripe: LocalStripe, price: Price | null): string | null {
  return price ? (stripe.store.products.find(String(price.product))?.name ?? null) : null
}
