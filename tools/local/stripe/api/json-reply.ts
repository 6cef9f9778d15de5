import type { Reply } from './idempotency'
import { StripeError } from './stripe-error'

/** Stripe indents its answers by two spaces. */
export function jsonReply(status: number, body: object, headers: Record<string, string> = {}): Reply {
  const text = `${JSON.stringify(body, null, 2)}\n`
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: text, stored: true }
}

export function unknownError(requestId: string, headers: Record<string, string> = {}): Reply {
  const error = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, error.toBody(requestId), headers)
}

export function errorReply(error: unknown, requestId: string): Reply {
  if (error instanceof StripeError) return jsonReply(error.status, error.toBody(requestId), error.headers)
  console.error('The local Stripe failed:', error)
  return unknownError(requestId)
}
