import { origin } from '@/lib/origin'
import type { Check } from './check'

/** Whether the secret is the right one shows when the first event comes: Stripe never tells it again. */
export const checkWebhook: Check = {
  name: 'webhook secret',
  variables: ['STRIPE_WEBHOOK_SECRET'],
  needs: [],
  async look({ stripe, ...env }) {
    const count = stripe.webhookSecrets.length
    if (count > 0) return { ok: true, words: count === 1 ? 'one is set' : 'two are set, for a rotation' }
    return {
      ok: false,
      words: 'none is set, so every event from Stripe is refused',
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
