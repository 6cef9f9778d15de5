import { invalidKey, StripeError } from './stripe-error'

/**
 * Accepts the account's secret key as a bearer token. https://docs.stripe.com/api/authentication
 * @throws {StripeError} 401
 */
export function authenticate(authorization: string | undefined, secretKey: string): void {
  const key = /^bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1]
  if (key === secretKey) return
  if (key) throw invalidKey(key)
  const message =
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."
  throw new StripeError(401, { message })
}
