import Stripe from 'stripe'
import type { Check, Finding } from './check'
import { checkStripe, stripeClient } from './check-stripe'

const SET_UP =
  'Run npm run --silent admin -- portal setup, and set STRIPE_PORTAL_CONFIGURATION to the id that it prints.'

/**
 * Looks at the configuration that sessions will really use: the one that is named, or else Stripe's default,
 * which only exists once somebody has saved the portal's settings in the Dashboard.
 */
export const checkPortal: Check = {
  name: 'portal configuration',
  variables: ['STRIPE_PORTAL_CONFIGURATION', 'STRIPE_PORTAL_HOSTS', 'STRIPE_PORTAL_LINK_RECOVERY'],
  needs: [checkStripe],
  async look({ stripe }) {
    const { configurations } = stripeClient(stripe).billingPortal
    const named = stripe.portalConfiguration
    try {
      return await (named ? lookAtNamed(configurations, named) : lookAtDefault(configurations))
    } catch {
      return { ok: false, words: 'Stripe did not answer when asked for it', todo: 'Run the doctor again.' }
    }
  },
}

type Configurations = Stripe['billingPortal']['configurations']

async function lookAtNamed(configurations: Configurations, id: string): Promise<Finding> {
  try {
    return judge(await configurations.retrieve(id), id)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    return { ok: false, words: `Stripe has no ${id} in this mode`, todo: SET_UP }
  }
}

async function lookAtDefault(configurations: Configurations): Promise<Finding> {
  const [used] = (await configurations.list({ is_default: true, limit: 1 })).data
  if (!used) return { ok: false, words: 'none is named, and Stripe has no default one', todo: SET_UP }
  return judge(used, 'Stripe’s default one (STRIPE_PORTAL_CONFIGURATION names none)')
}

/**
 * What the reference promises must be on. What makes its flows possible may be off, and then their callers
 * hear so.
 */
function judge({ active, features }: Stripe.BillingPortal.Configuration, which: string): Finding {
  const off = [
    !active && 'the configuration itself',
    !features.invoice_history.enabled && 'invoice history',
    !features.payment_method_update.enabled && 'payment method update',
  ].filter((name) => name !== false)
  const closed = [
    !features.subscription_cancel.enabled && 'cancellation (--cancel on)',
    !features.subscription_update.enabled && 'plan changes (--plan-changes PRICE_ID,…)',
  ].filter((name) => name !== false)
  const also = closed.length > 0 ? `; off, unless portal setup is told otherwise: ${closed.join(', ')}` : ''
  if (off.length === 0)
    return { ok: true, words: `${which} shows invoice history and lets people update payment methods${also}` }
  return { ok: false, words: `switched off in ${which}: ${off.join(', ')}`, todo: SET_UP }
}
