import type Stripe from 'stripe'
import { z } from 'zod'
import {
  email,
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
  unmodelled,
  withoutEffect,
} from '../api/params'

const optionalText = (max?: number) => emptyable(text(max)).optional()

const addressLines = z.strictObject({
  city: optionalText(),
  country: optionalText(),
  line1: optionalText(),
  line2: optionalText(),
  postal_code: optionalText(),
  state: optionalText(),
})

/** An address comes out whole, with null for each line that is not given. */
const address = addressLines.transform((lines) => ({
  city: lines.city ?? null,
  country: lines.country ?? null,
  line1: lines.line1 ?? null,
  line2: lines.line2 ?? null,
  postal_code: lines.postal_code ?? null,
  state: lines.state ?? null,
}))

const shipping = z
  .strictObject({ address, name: text(), phone: optionalText(20) })
  .transform((parcel) => ({ ...parcel, phone: parcel.phone ?? null }))

const invoiceSettings = z.strictObject({
  custom_fields: emptyable(list(z.strictObject({ name: text(40), value: text(140) }))).optional(),
  default_payment_method: optionalText(),
  footer: optionalText(),
  rendering_options: unmodelled(),
})

/** What a customer can be created with, and changed later. */
const details = {
  address: emptyable(address).optional(),
  balance: integer().optional(),
  business_name: unmodelled(),
  cash_balance: unmodelled(),
  description: optionalText(),
  email: emptyable(email()).optional(),
  expand: expand(),
  individual_name: unmodelled(),
  invoice_prefix: text(12).optional(),
  invoice_settings: invoiceSettings.optional(),
  metadata: metadata(),
  name: optionalText(256),
  next_invoice_sequence: integer(1).optional(),
  phone: optionalText(20),
  preferred_locales: list(text()).optional(),
  shipping: emptyable(shipping).optional(),
  source: unmodelled(),
  tax: unmodelled(),
  tax_exempt: emptyable(oneOf('exempt', 'none', 'reverse')).optional(),
  validate: withoutEffect(),
}

export const customerCreate = paramsOf<Stripe.CustomerCreateParams>()({
  ...details,
  payment_method: text().optional(),
  tax_id_data: unmodelled(),
  test_clock: unmodelled(),
})

export const customerUpdate = paramsOf<Stripe.CustomerUpdateParams>()({
  ...details,
  default_source: unmodelled(),
})

export const customerList = paramsOf<Stripe.CustomerListParams>()({
  ...pagination,
  created: range(),
  email: text().optional(),
  test_clock: unmodelled(),
})

export type CustomerUpdate = Omit<z.output<typeof customerUpdate>, 'expand'>
