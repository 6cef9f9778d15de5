import { ERRORS, type ErrorCode } from './errors'

/** One problem with the input: its path, a message and Zod's issue code. Never the offending value. */
export type ErrorDetail = { path: string; message: string; code: string }

type Options = {
  /** For the log: what really happened. Never sent. */
  internal?: string
  /** For the caller, when there is a clearer message than the table's. */
  message?: string
  /** For pages: what the person should do next, as a sentence. Defaults to reloading the page. */
  advice?: string
  /** One of the code's documented statuses. Defaults to the first. */
  status?: number
  details?: readonly ErrorDetail[]
  /** Such as `Retry-After` (whole seconds) or `Allow`. */
  headers?: Readonly<Record<string, string>>
  cause?: unknown
}

/**
 * A failure with a documented response. `publicMessage` goes to the caller and `message` to the log. They are
 * separate so that neither Stripe's messages nor internal details reach a response.
 */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly publicMessage: string
  readonly advice: string | undefined
  readonly details: readonly ErrorDetail[] | undefined
  readonly headers: Readonly<Record<string, string>>

  /**
   * @throws {RangeError} when `status` is not documented for `code`, because the reference would then be
   *   wrong.
   */
  constructor(code: ErrorCode, options: Options = {}) {
    const entry = ERRORS[code]
    const status = options.status ?? entry.statuses[0]
    if (!(entry.statuses as readonly number[]).includes(status))
      throw new RangeError(`${code} is not documented with status ${status}.`)
    const publicMessage = options.message ?? entry.message
    super(options.internal ?? publicMessage, { cause: options.cause })
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.publicMessage = publicMessage
    this.advice = options.advice
    this.details = options.details
    this.headers = options.headers ?? {}
  }
}

/**
 * A failure about one field of the input.
 *
 * @param field.message to read after the field's name: “must be …”
 */
export function inputFailure(
  field: { path: string; message: string },
  { internal, cause }: { internal?: string | undefined; cause?: unknown } = {},
): ApiError {
  const details = [{ ...field, code: 'custom' }]
  return new ApiError('VALIDATION_FAILED', { details, cause, ...(internal && { internal }) })
}
