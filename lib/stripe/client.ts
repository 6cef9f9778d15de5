import Stripe from 'stripe'
import { env } from '../env'
import { StripeHttpClient } from './stripe-http-client'
import { ATTEMPT_TIMEOUT_MS } from './time-limits'

let memo: Stripe | undefined

/**
 * The Stripe client of this process. Its API version is that of the pinned `stripe` package.
 *
 * @throws {Error} when STRIPE_SECRET_KEY is not set.
 */
export function stripe(): Stripe {
  memo ??= connect()
  return memo
}

function connect(): Stripe {
  const { secretKey, apiBaseUrl } = env().stripe
  if (!secretKey) throw new Error('Set STRIPE_SECRET_KEY to a Stripe secret key, or use `npm run local --`.')
  return new Stripe(secretKey, {
    httpClient: new StripeHttpClient(),
    timeout: ATTEMPT_TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(apiBaseUrl && addressOf(apiBaseUrl)),
  })
}

function addressOf(baseUrl: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(baseUrl)
  return protocol === 'http:'
    ? { protocol: 'http', host: hostname, port: port || '80' }
    : { protocol: 'https', host: hostname, port: port || '443' }
}
