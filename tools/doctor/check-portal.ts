import Stripe from 'stripe'
import type { Env } from '@/lib/env'
import type { Check, Finding } from './check'
import { checkStripe } from './check-stripe'
import { stripeClient } from './stripe-client'

const SET_UP =
  'Run npm run --silent admin -- portal setup, and set STRIPE_PORTAL_CONFIGURATION to the id that it prints.'

/**
 * Looks at the configuration that sessions will really use: the one that is named, or else Stripe's default, which only
 * exists once somebody has saved the portal's settings in the Dashboard.
 */
export const checkPortal: Check = {
  name: 'portal configuration',
  variables: ['STRIPE_PORTAL_CONFIGURATION', 'STRIPE_PORTAL_HOSTS', 'STRIPE_PORTAL_LINK_RECOVERY'],
  needs: [checkStripe],
  async look({ stripe }) {
    const named = stripe.portalConfiguration
    try {
      const configuration = await findConfiguration(stripe)
      if (configuration) return judge(configuration, named ?? 'Stripe’s default one')
      const words = named
        ? `Stripe has no ${named} in this mode`
        : 'none is named, and Stripe has no default one'
      return { ok: false, words, todo: SET_UP }
    } catch {
      return { ok: false, words: 'Stripe did not answer when asked for it', todo: 'Run the doctor again.' }
    }
  },
}

async function findConfiguration(stripe: Env['stripe']): Promise<Stripe.BillingPortal.Configuration | null> {
  const { configurations } = stripeClient(stripe).billingPortal
  if (!stripe.portalConfiguration)
    return (await configurations.list({ is_default: true, limit: 1 })).data[0] ?? null
  return configurations.retrieve(stripe.portalConfiguration).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return null
    throw error
  })
}

/** What the reference promises must be on. */
function judge({ active, features }: Stripe.BillingPortal.Configuration, which: string): Finding {
  const off = [
    !active && 'the configuration itself',
    !features.invoice_history.enabled && 'invoice history',
    !features.payment_method_update.enabled && 'payment method update',
  ].filter((name) => name !== false)
  if (off.length === 0)
    return { ok: true, words: `${which} shows invoice history and lets people update payment methods` }
  return { ok: false, words: `switched off in ${which}: ${off.join(', ')}`, todo: SET_UP }
}
