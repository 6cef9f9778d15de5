type Details = {
  message: string
  /** `invalid_request_error` unless given. */
  type?: 'api_error' | 'idempotency_error'
  code?: string
  param?: string
}

/** An error as Stripe answers it. https://docs.stripe.com/api/errors and https://docs.stripe.com/error-codes */
export class StripeError extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  readonly #details: Details

  constructor(status: number, details: Details, headers: Record<string, string> = {}) {
    super(details.message)
    this.name = 'StripeError'
    this.status = status
    this.headers = headers
    this.#details = details
  }

  get param(): string | undefined {
    return this.#details.param
  }

  /** The response's body, with the links that Stripe adds. */
  toBody(requestId: string): { error: Record<string, string> } {
    const { type = 'invalid_request_error', code, ...rest } = this.#details
    const docs = code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }
    const log = `https://dashboard.stripe.com/test/logs/${requestId}`
    return { error: { ...docs, ...rest, request_log_url: log, type } }
  }
}

/**
 * An id that leads nowhere. Stripe answers 404 where the id is in the path, with `param` "id", and 400 where it is a
 * parameter.
 * @param kind in Stripe's words: "customer", "subscription", "PaymentMethod"
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
