import { z } from 'zod'

/** A Stripe id as input: `sub_…`. https://docs.stripe.com/api */
export const stripeId = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_]{1,250}$`), { error: `must be ${what} (${prefix}_…)` })

/** A Stripe customer's id. https://docs.stripe.com/api/customers/object#customer_object-id */
export const customerId = z.string().trim().pipe(stripeId('cus', 'a Stripe customer'))

type Reference = string | { id: string }

/** The id in a field that may be expanded. https://docs.stripe.com/expand */
export function idOf(reference: Reference): string
export function idOf(reference: Reference | null | undefined): string | undefined
export function idOf(reference: Reference | null | undefined): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id
}
