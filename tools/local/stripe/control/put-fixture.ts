import { z } from 'zod'
import { newId } from '../account/new-id'
import type { StripeObject } from '../account/store'
import type { LocalStripe } from '../local-stripe'
import { blank } from '../resources/blank'
import type { Kinds } from '../wire'

/** A Stripe object with any fields. */
export const fixture = z.looseObject({ object: z.string().min(1), id: z.string().min(1).optional() })

export type Fixture = z.input<typeof fixture>

/** The kinds that get the usual fields if they are missing, with their id prefixes. */
const PREFIXES: Record<keyof Kinds, string> = {
  'billing_portal.configuration': 'bpc',
  customer: 'cus',
  invoice: 'in',
  payment_method: 'pm',
  price: 'price',
  product: 'prod',
  subscription: 'sub',
}

const isKnown = (kind: string): kind is keyof Kinds => kind in PREFIXES

/**
 * Puts an object into the account as it is, replacing the one with its id. A finalized invoice without a page
 * URL gets one. No event is sent.
 */
export function putFixture(stripe: LocalStripe, given: Fixture): StripeObject {
  const { object: kind } = given
  const id = given.id ?? newId(isKnown(kind) ? PREFIXES[kind] : kind)
  const page = kind === 'invoice' &&
    given.status !== 'draft' && { hosted_invoice_url: `${stripe.origin}/i/${id}` }
  return stripe.store.put({ ...(isKnown(kind) && blank(stripe, kind)), ...page, ...given, id })
}
