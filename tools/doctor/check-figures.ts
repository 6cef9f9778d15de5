import Stripe from 'stripe'
import type { Check } from './check'
import { checkStripe, stripeClient } from './check-stripe'

/**
 * The restricted-key permissions that the figures on /billing need, each with a call that requires it. A POST
 * needs write access, although an invoice preview changes nothing.
 * https://docs.stripe.com/keys/restricted-api-keys
 */
const CALLS: readonly [permission: string, call: (client: Stripe) => Promise<unknown>][] = [
  ['Customers read', ({ customers }) => customers.list({ limit: 1 })],
  ['Subscriptions read', ({ subscriptions }) => subscriptions.list({ limit: 1 })],
  ['Subscription schedules read', ({ subscriptionSchedules }) => subscriptionSchedules.list({ limit: 1 })],
  ['Invoices read', ({ invoices }) => invoices.list({ limit: 1 })],
  [
    'Invoices write (for the next invoice)',
    ({ invoices }) => invoices.createPreview({ subscription: 'sub_0' }),
  ],
  ['Payment methods read', ({ paymentMethods }) => paymentMethods.list({ limit: 1 })],
  ['Products read', ({ products }) => products.list({ limit: 1 })],
  ['Coupons read', ({ coupons }) => coupons.list({ limit: 1 })],
  ['Tax IDs read', ({ taxIds }) => taxIds.list({ limit: 1 })],
]

/** Names the missing permissions for which /billing leaves out figures. It never fails. */
export const checkFigures: Check = {
  name: 'billing figures',
  variables: [],
  needs: [checkStripe],
  async look({ stripe }) {
    const client = stripeClient(stripe)
    const missing = await Promise.all(
      CALLS.map(async ([permission, call]) => {
        const error = await call(client).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        return error instanceof Stripe.errors.StripePermissionError ? [permission] : []
      }),
    )
    const names = missing.flat()
    if (names.length === 0) return { ok: true, words: 'the key may read what /billing shows' }
    return { ok: true, words: `/billing leaves out figures, because the key lacks: ${names.join(', ')}` }
  },
}
