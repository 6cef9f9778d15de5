import Stripe from 'stripe'
import type { Env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { keepAliveFetch } from '@/lib/stripe/keep-alive-fetch'
import { type Check, PATIENCE_MS } from './check'

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

/**
 * Stripe as the app would reach it, but without a second attempt: the doctor wants to see the first one fail.
 */
export function stripeClient({
  secretKey,
  apiBaseUrl,
}: Pick<Env['stripe'], 'secretKey' | 'apiBaseUrl'>): Stripe {
  const { protocol, hostname, port } = new URL(apiBaseUrl ?? 'https://api.stripe.com')
  const isHttp = protocol === 'http:'
  return new Stripe(secretKey ?? '', {
    httpClient: Stripe.createFetchHttpClient(keepAliveFetch as typeof fetch),
    timeout: PATIENCE_MS,
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: isHttp ? 'http' : 'https',
    host: hostname,
    port: port || (isHttp ? 80 : 443),
  })
}
