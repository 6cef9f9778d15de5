type Details = {
  message: string
  /** `invalid_request_error` unless given. */
  type?: 'api_error' | 'idempotency_error'
  code?: string
  param?: string
}

/** An error in Stripe's format. https://docs.stripe.com/api/errors https://docs.stripe.com/error-codes */
export class StripeError extends Error {
  override readonly name = 'StripeError'

  constructor(
    readonly status: number,
    readonly details: Details,
    readonly headers: Record<string, string> = {},
  ) {
    super(details.message)
  }

  /** The response's body, with the links that Stripe adds. */
  toBody(requestId: string): { error: Record<string, string> } {
    const { type = 'invalid_request_error', code, ...rest } = this.details
    const docs = code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }
    const log = `https://dashboard.stripe.com/test/logs/${requestId}`
    return { error: { ...docs, ...rest, request_log_url: log, type } }
  }
}

/**
 * The error for an unknown id: 404 with `param` "id" if it is in the path, 400 if it is a parameter.
 * @param kind Stripe's word for it: "customer", "subscription", "PaymentMethod"
 */
export function resourceMissing(kind: string, id: string, param = 'id'): StripeError {
  const details = { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param }
  return new StripeError(param === 'id' ? 404 : 400, details)
}

export function invalidRequest(message: string, param?: string, code?: string): StripeError {
  return new StripeError(400, { message, ...(param && { param }), ...(code && { code }) })
}

export const missingParam = (param: string) =>
  invalidRequest(`Missing required param: ${param}.`, param, 'parameter_missing')

/** The error for an unknown key, masked as Stripe does. */
export function invalidKey(key: string): StripeError {
  const masked = key.slice(0, 8) + '*'.repeat(Math.max(4, key.length - 12)) + key.slice(12).slice(-4)
  return new StripeError(401, { message: `Invalid API Key provided: ${masked}` })
}
