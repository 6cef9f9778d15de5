import Stripe from 'stripe'
import type { Check, Finding } from './check'
import { checkStripe, stripeClient } from './check-stripe'

const SET_UP =
  'Run npm run --silent admin -- portal setup, and set STRIPE_PORTAL_CONFIGURATION to the id it prints.'

/**
 * Checks the configuration that sessions will use: the one named in the environment, or else Stripe's
 * default, which exists only once someone has saved the portal's settings in the Dashboard.
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
      return { ok: false, words: 'Stripe did not return the configuration', todo: 'Run the doctor again.' }
    }
  },
}

type Configurations = Stripe['billingPortal']['configurations']

async function lookAtNamed(configurations: Configurations, id: string): Promise<Finding> {
  try {
    return judge(await configurations.retrieve(id), id)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    return { ok: false, words: `Stripe has no ${id} in the mode of STRIPE_SECRET_KEY`, todo: SET_UP }
  }
}

async function lookAtDefault(configurations: Configurations): Promise<Finding> {
  const [used] = (await configurations.list({ is_default: true, limit: 1 })).data
  if (!used)
    return {
      ok: false,
      words: 'STRIPE_PORTAL_CONFIGURATION is not set, and Stripe has no default',
      todo: SET_UP,
    }
  return judge(used, 'Stripe’s default configuration (STRIPE_PORTAL_CONFIGURATION is not set)')
}

/**
 * The features that the API reference promises must be on. Features that only flows need may be off; requests
 * for those flows then get an error.
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
  const also = closed.length > 0 ? `; off (portal setup can turn them on): ${closed.join(', ')}` : ''
  if (off.length === 0)
    return { ok: true, words: `${which} has invoice history and payment method update on${also}` }
  return { ok: false, words: `off in ${which}: ${off.join(', ')}`, todo: SET_UP }
}
