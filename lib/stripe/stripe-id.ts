import { z } from 'zod'

/** An id of Stripe's as input: `sub_…`. https://docs.stripe.com/api */
export const stripeId = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_]{1,250}$`), { error: `must be ${what} (${prefix}_…)` })
