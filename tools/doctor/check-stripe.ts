import Stripe from 'stripe'
import { isLiveKey } from '@/lib/is-live-key'
import type { Check } from './check'
import { stripeClient } from './stripe-client'

/**
 * Asks for the least that a restricted key of ours must be allowed. The key's mode is compared by the boot
 * guards.
 */
export const checkStripe: Check = {
  name: 'stripe key',
  variables: ['STRIPE_SECRET_KEY', 'STRIPE_API_BASE_URL', 'ALLOW_TEST_KEY'],
  needs: [],
  async look({ stripe }) {
    const mode = isLiveKey(stripe.secretKey) ? 'live' : 'test'
    try {
      await stripeClient(stripe).billingPortal.configurations.list({ limit: 1 })
      return { ok: true, words: `Stripe takes it, in ${mode} mode` }
    } catch (error) {
      if (error instanceof Stripe.errors.StripeAuthenticationError)
        return {
          ok: false,
          words: `Stripe refuses the ${mode} key`,
          todo:
            'Set STRIPE_SECRET_KEY to a current key of your account: Stripe’s Dashboard lists them ' +
            'under Developers, API keys.',
        }
      if (error instanceof Stripe.errors.StripePermissionError)
        return {
          ok: false,
          words: 'the restricted key may not read the portal’s configuration',
          todo: 'Give the key: Customer portal write, Customers read, Subscriptions read.',
        }
      return {
        ok: false,
        words: `Stripe cannot be asked (${failureName(error)})`,
        todo: 'Let this machine reach api.stripe.com over https, or correct STRIPE_API_BASE_URL.',
      }
    }
  },
}

function failureName(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'no answer'
  return error.statusCode ? `status ${error.statusCode}` : 'no answer in time'
}
