import type { HonoRequest } from 'hono'
import { parse } from 'qs'
import Stripe from 'stripe'
import { invalidRequest } from './stripe-error'

/** A form with its brackets parsed: `items[0][price]=p` is `{ items: [{ price: 'p' }] }`. */
export type Form = { [name: string]: unknown }

/** Rejects deeper nesting and more fields than any call has. Of two equal names, the last wins. */
const READING = {
  arrayLimit: 1_000,
  depth: 10,
  duplicates: 'last',
  parameterLimit: 2_000,
  plainObjects: true,
  strictDepth: true,
  throwOnLimitExceeded: true,
} as const

/** @throws {StripeError} 400 when the form is too deep or too long */
function parseForm(text: string): Form {
  try {
    return parse(text, READING)
  } catch (error) {
    throw invalidRequest(`Invalid form: ${error instanceof Error ? error.message : error}`)
  }
}

/**
 * Reads the parameters of a call. Rejects connected accounts, and any API version other than that of the
 * pinned `stripe` package, because the responses would be wrong.
 * @throws {StripeError} 400
 */
export async function readForm(request: HonoRequest): Promise<Form> {
  const version = request.header('stripe-version') ?? Stripe.API_VERSION
  const body = await request.text()
  const type = request.header('content-type') ?? ''
  if (version !== Stripe.API_VERSION)
    throw invalidRequest(`Invalid Stripe API version: ${version}; this one is ${Stripe.API_VERSION}.`)
  if (request.header('stripe-account')) throw invalidRequest('The local Stripe has no connected accounts.')
  if (body !== '' && !/^(application\/x-www-form-urlencoded\b.*)?$/i.test(type))
    throw invalidRequest(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
    )
  return parseForm([new URL(request.url).search.slice(1), body].filter(Boolean).join('&'))
}

/** The form as text with its names sorted: equal for equal forms. */
export function fingerprintOf(form: unknown): string {
  if (typeof form !== 'object' || form === null) return JSON.stringify(form)
  const entries = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${fingerprintOf(value)}`)}}`
}
