import { z } from 'zod'
import { boolean, currency, integer, metadata, text, withoutEffect } from '../api/params'
import { recurring } from './prices'

const priceData = z.strictObject({
  currency: currency(),
  product: text(),
  recurring,
  unit_amount: integer(0),
  tax_behavior: withoutEffect(),
})

/** An item of a new subscription. */
export const newItem = z.strictObject({
  price: text().optional(),
  price_data: priceData.optional(),
  quantity: integer(0).default(1),
  metadata: metadata(),
})

/** A change of an item, or without `id` another one. */
export const changedItem = z.strictObject({
  id: text().optional(),
  price: text().optional(),
  price_data: priceData.optional(),
  quantity: integer(0).optional(),
  metadata: metadata(),
  deleted: boolean().optional(),
})

export type ItemPrice = Pick<z.output<typeof changedItem>, 'price' | 'price_data'>
