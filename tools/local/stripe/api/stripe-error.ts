type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'

type Details = {
  message: string
  type?: ErrorType
  code?: string
  param?: string
  decline_code?: string
}

/**
 * An error as Stripe answers it. `type` is `invalid_request_error` unless given.
 * https://docs.stripe.com/api/errors and https://docs.stripe.com/error-codes
 */
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

  get code(): string | undefined {
    return this.#details.code
  }

  get param(): string | undefined {
    return this.#details.param
  }

  /** The body of the answer; the log link and the documentation link are made as Stripe makes them. */
  toBody(requestId: string): { error: Record<string, string> } {
    const { type = 'invalid_request_error', code, ...rest } = this.#details
    return {
      error: {
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...rest,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type,
      },
    }
  }
}

/**
 * An id that leads nowhere. Stripe answers 404 where the id is in the path, with `param` "id", and 400 where it is a parameter.
 * @param kind in Stripe's words: "customer", "subscription", "PaymentMethod".
 */
export function resourceMissing(kind: string, id: string, param = 'id'): StripeError {
  return new StripeError(param === 'id' ? 404 : 400, {
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  })
}

export function invalidRequest(message: string, param?: string, code?: string): StripeError {
  return new StripeError(400, { message, ...(param && { param }), ...(code && { code }) })
}

export function cardDeclined(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
  })
}
