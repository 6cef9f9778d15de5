import { parse } from 'qs'
import { invalidRequest } from './stripe-error'

/** A form after its brackets were read: `items[0][price]=p` is `{ items: [{ price: 'p' }] }`. */
export type Form = { [name: string]: unknown }

/** Deeper nesting and more fields than any call has; more is a mistake or an attack. */
const LIMITS = { depth: 10, parameterLimit: 2_000, arrayLimit: 1_000 }

/**
 * Reads `application/x-www-form-urlencoded` text as Stripe does; the last of two equal names wins.
 * @throws {StripeError} 400 when the form is too deep or too long
 */
export function parseForm(text: string): Form {
  try {
    return parse(text, {
      ...LIMITS,
      plainObjects: true,
      duplicates: 'last',
      strictDepth: true,
      throwOnLimitExceeded: true,
    })
  } catch (error) {
    throw invalidRequest(`Invalid form: ${error instanceof Error ? error.message : error}`)
  }
}
