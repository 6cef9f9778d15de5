import Stripe from 'stripe'
import type { Env } from '@/lib/env'
import { keepAliveFetch } from '@/lib/stripe/keep-alive-fetch'
import { PATIENCE_MS } from './check'

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
