import type Stripe from 'stripe'
import { z } from 'zod'
import {
  boolean,
  currency,
  emptyable,
  expand,
  integer,
  list,
  metadata,
  oneOf,
  pagination,
  paramsOf,
  range,
  text,
  timestamp,
  unmodelled,
  withoutEffect,
} from '../api/params'

const collectionMethod = oneOf('charge_automatically', 'send_invoice')

export const invoiceCreate = paramsOf<Stripe.InvoiceCreateParams>()({
  account_tax_ids: unmodelled(),
  application_fee_amount: unmodelled(),
  // Nothing finalizes an invoice by itself here; the call that does is `finalize`.
  auto_advance: boolean().default(false),
  automatic_tax: unmodelled(),
  automatically_finalizes_at: unmodelled(),
  collection_method: collectionMethod.default('charge_automatically'),
  currency: currency().optional(),
  custom_fields: emptyable(list(z.strictObject({ name: text(40), value: text(140) }))).optional(),
  customer: text(),
  customer_account: unmodelled(),
  days_until_due: integer(0, 3_650).optional(),
  default_payment_method: text().optional(),
  default_source: unmodelled(),
  default_tax_rates: unmodelled(),
  description: text(1_500).optional(),
  discounts: unmodelled(),
  due_date: timestamp().optional(),
  effective_at: timestamp().optional(),
  expand: expand(),
  footer: text().optional(),
  from_invoice: unmodelled(),
  issuer: unmodelled(),
  metadata: metadata(),
  number: text(26).optional(),
  on_behalf_of: unmodelled(),
  payment_settings: withoutEffect(),
  pending_invoice_items_behavior: oneOf('exclude', 'include').default('exclude'),
  rendering: unmodelled(),
  shipping_cost: unmodelled(),
  shipping_details: unmodelled(),
  statement_descriptor: unmodelled(),
  subscription: text().optional(),
  transfer_data: unmodelled(),
})

export const invoiceList = paramsOf<Stripe.InvoiceListParams>()({
  ...pagination,
  collection_method: collectionMethod.optional(),
  created: range(),
  customer: text().optional(),
  customer_account: unmodelled(),
  due_date: range(),
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void').optional(),
  subscription: text().optional(),
})

export const invoiceFinalize = paramsOf<Stripe.InvoiceFinalizeInvoiceParams>()({
  auto_advance: withoutEffect(),
  expand: expand(),
})

export const invoicePay = paramsOf<Stripe.InvoicePayParams>()({
  expand: expand(),
  forgive: unmodelled(),
  mandate: unmodelled(),
  off_session: withoutEffect(),
  paid_out_of_band: boolean().default(false),
  payment_method: text().optional(),
  source: unmodelled(),
})

export type InvoiceCreate = z.output<typeof invoiceCreate>
