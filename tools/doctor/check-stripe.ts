import Stripe from 'stripe'
import type { Env } from '@/lib/env'
import { isLiveKey } from '@/lib/is-live-key'
import { StripeHttpClient } from '@/lib/stripe/stripe-http-client'
import { type Check, PATIENCE_MS } from './check'

/** Makes the least privileged call that a restricted key needs. The boot guards compare the key's mode. */
export const checkStripe: Check = {
  name: 'stripe key',
  variables: ['STRIPE_SECRET_KEY', 'STRIPE_API_BASE_URL', 'ALLOW_TEST_KEY'],
  needs: [],
  async look({ stripe }) {
    const mode = isLiveKey(stripe.secretKey) ? 'live' : 'test'
    try {
      await stripeClient(stripe).billingPortal.configurations.list({ limit: 1 })
      return { ok: true, words: `Stripe accepts it, in ${mode} mode` }
    } catch (error) {
      if (error instanceof Stripe.errors.StripeAuthenticationError)
        return {
          ok: false,
          words: `Stripe refuses the ${mode} key`,
          todo:
            'Set STRIPE_SECRET_KEY to a current key of your account, from Developers, API keys in ' +
            'Stripe’s Dashboard.',
        }
      if (error instanceof Stripe.errors.StripePermissionError)
        return {
          ok: false,
          words: 'the restricted key cannot read the portal configuration',
          todo: 'Give the key these permissions: Customer portal write, Customers read, Subscriptions read.',
        }
      return {
        ok: false,
        words: `Stripe cannot be reached (${failureName(error)})`,
        todo: 'Allow https from this machine to api.stripe.com, or correct STRIPE_API_BASE_URL.',
      }
    }
  },
}

function failureName(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'no response'
  return error.statusCode ? `status ${error.statusCode}` : 'no response in time'
}

/** A Stripe client configured like the app's, but without retries: the doctor reports the first failure. */
export function stripeClient({
  secretKey,
  apiBaseUrl,
}: Pick<Env['stripe'], 'secretKey' | 'apiBaseUrl'>): Stripe {
  const { protocol, hostname, port } = new URL(apiBaseUrl ?? 'https://api.stripe.com')
  const isHttp = protocol === 'http:'
  return new Stripe(secretKey ?? '', {
    httpClient: new StripeHttpClient(),
    timeout: PATIENCE_MS,
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: isHttp ? 'http' : 'https',
    host: hostname,
    port: port || (isHttp ? 80 : 443),
  })
}
