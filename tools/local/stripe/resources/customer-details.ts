import { z } from 'zod'
import { email, emptyable, expand, list, metadata, text } from '../api/params'

const line = emptyable(text()).transform((value) => value ?? null)

/** What a customer can be created with, and changed later. An address comes out whole. */
export const customerDetails = z.strictObject({
  address: emptyable(
    z.strictObject({ city: line, country: line, line1: line, line2: line, postal_code: line, state: line }),
  ),
  description: emptyable(text()),
  email: emptyable(email()),
  expand,
  invoice_settings: z.strictObject({ default_payment_method: emptyable(text()) }).optional(),
  metadata: metadata(),
  name: emptyable(text(256)),
  phone: emptyable(text(20)),
  preferred_locales: list(text()).optional(),
})
