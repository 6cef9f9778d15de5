import { createHash, timingSafeEqual } from 'node:crypto'
import { StripeError } from './stripe-error'

/**
 * Accepts the account's secret key as a bearer token. https://docs.stripe.com/api/authentication
 * @throws {StripeError} 401; the key is masked in its message, as Stripe does
 */
export function authenticate(authorization: string | undefined, secretKey: string): void {
  const key = /^bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1]
  if (!key) {
    throw new StripeError(401, {
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    })
  }
  if (!timingSafeEqual(digest(key), digest(secretKey))) throw invalidKey(key)
}

export function invalidKey(key: string): StripeError {
  const masked = key.slice(0, 8) + '*'.repeat(Math.max(4, key.length - 12)) + key.slice(12).slice(-4)
  return new StripeError(401, { message: `Invalid API Key provided: ${masked}` })
}

const digest = (text: string) => createHash('sha256').update(text).digest()
