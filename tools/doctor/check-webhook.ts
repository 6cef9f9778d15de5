import { origin } from '@/lib/origin'
import type { Check } from './check'

/**
 * Checks only that a secret is set. Whether it is the right one shows with the first event, because Stripe
 * never reveals it again.
 */
export const checkWebhook: Check = {
  name: 'webhook secret',
  variables: ['STRIPE_WEBHOOK_SECRET'],
  needs: [],
  async look({ stripe, ...env }) {
    const count = stripe.webhookSecrets.length
    if (count > 0) return { ok: true, words: count === 1 ? 'set' : 'two are set, for a rotation' }
    return {
      ok: false,
      words: 'not set, so every event from Stripe is refused',
      todo:
        `Add the endpoint ${addressOf(env)}/api/webhooks/stripe in Stripe’s Dashboard, and set ` +
        `STRIPE_WEBHOOK_SECRET to its signing secret.`,
    }
  },
}

function addressOf(env: Parameters<typeof origin>[0]): string {
  try {
    return origin(env)
  } catch {
    return 'https://…'
  }
}
