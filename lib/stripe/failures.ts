import Stripe from 'stripe'
import { ApiError, type ErrorDetail } from '../api-error'

/** Seconds to wait when Stripe throttles: its limits are per second, and a lock is held for a request's length. */
const THROTTLED_RETRY_AFTER_S = '2'

/** Seconds to wait for a request with the same idempotency key to be answered. */
const IN_FLIGHT_RETRY_AFTER_S = '1'

const FLOW = { path: 'flow', message: 'is not possible for this billing account' }

/** Stripe's parameters that carry what the caller chose, and the input field that chose it. */
const CALLER_CHOSEN = [
  {
    param: /^flow_data\[.*\]\[(?:subscription|items)\]/,
    path: 'flow.subscription',
    message: 'is not a subscription of the billing account, or cannot be changed',
  },
  { param: /^flow_data\b/, ...FLOW },
  { param: /^locale$/, path: 'locale', message: 'is not a language of the portal' },
  { param: /^return_url$/, path: 'returnUrl', message: 'is not an address the portal can lead back to' },
] as const

/** What Stripe says, without naming a parameter, to a flow that the portal's configuration or the subscription does not allow. */
const FLOW_REFUSED =
  /feature in the portal configuration is disabled|no changes to confirm|^This subscription cannot be/i

/** Stripe could not be asked, or did not answer properly. Nothing can be said about the request itself. */
const unreachable = (
  status: 502 | 503 | 504,
  internal: string,
  cause: unknown,
  headers?: Record<string, string>,
) => new ApiError('PAYMENT_ERROR', { status, internal, cause, ...(headers && { headers }) })

/** The deployment is set up wrongly: the caller can do nothing, and the log tells the operator what to do. */
const misconfigured = (internal: string, cause: unknown) =>
  new ApiError('INTERNAL_ERROR', { internal, cause })

/** The customer that the billing account is linked to is not there for this key: missing, deleted or of the other mode. */
export class CustomerGoneError extends ApiError {
  constructor(cause: unknown) {
    super('NOT_FOUND', {
      internal: 'Stripe does not know the linked customer: it is missing, deleted or of the other mode.',
      cause,
    })
  }
}

/**
 * Turns whatever the `stripe` package throws into its documented answer. Stripe's own words stay in `cause`.
 * https://docs.stripe.com/api/errors and https://docs.stripe.com/error-low-level
 */
export function stripeFailure(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (!(error instanceof Stripe.errors.StripeError)) throw error

  if (error instanceof Stripe.errors.StripeIdempotencyError || error.code === 'idempotency_key_in_use')
    return idempotencyFailure(error)
  if (
    error instanceof Stripe.errors.StripeRateLimitError ||
    error.statusCode === 429 ||
    error.code === 'lock_timeout'
  )
    return unreachable(503, 'Stripe is throttling this account or holds a lock.', error, {
      'Retry-After': THROTTLED_RETRY_AFTER_S,
    })
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return misconfigured(
      'Stripe refuses the key: set STRIPE_SECRET_KEY to a current key of this account.',
      error,
    )
  if (error instanceof Stripe.errors.StripePermissionError)
    return misconfigured(
      'The Stripe key lacks a permission: give the restricted key write access to Customer portal, and read access to Subscriptions.',
      error,
    )
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return invalidRequestFailure(error)
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const code = connectionCode(error.detail)
    return code === TIMEOUT
      ? unreachable(504, 'Stripe did not answer in time.', error)
      : unreachable(502, `The connection to Stripe failed (${code}).`, error)
  }
  return unreachable(502, `Stripe failed (${error.type}, ${askAbout(error)}).`, error)
}

function idempotencyFailure(error: InstanceType<typeof Stripe.errors.StripeError>): ApiError {
  if (error.code !== 'idempotency_key_in_use') return new ApiError('IDEMPOTENCY_KEY_REUSE', { cause: error })
  return new ApiError('IDEMPOTENCY_KEY_REUSE', {
    message: 'A request with this Idempotency-Key is still being answered',
    headers: { 'Retry-After': IN_FLIGHT_RETRY_AFTER_S },
    cause: error,
  })
}

function invalidRequestFailure(
  error: InstanceType<typeof Stripe.errors.StripeInvalidRequestError>,
): ApiError {
  const param = error.param ?? ''
  if (error.code === 'resource_missing' && param === 'customer') return new CustomerGoneError(error)
  const chosen = CALLER_CHOSEN.find((field) => field.param.test(param))
  if (chosen) return inputFailure({ path: chosen.path, message: chosen.message, code: 'custom' }, error)
  if (FLOW_REFUSED.test(error.message)) return inputFailure({ ...FLOW, code: 'custom' }, error)
  if (param === 'configuration' || /configuration/i.test(error.message))
    return misconfigured(
      'Stripe has no such portal configuration: run `npm run admin -- portal setup` and set STRIPE_PORTAL_CONFIGURATION to the id it prints.',
      error,
    )
  return unreachable(
    502,
    `Stripe refused the request (${error.code ?? 'no code'}, ${askAbout(error)}).`,
    error,
  )
}

/** A field that only Stripe could judge. */
export function inputFailure(detail: ErrorDetail, cause?: unknown): ApiError {
  return new ApiError('VALIDATION_FAILED', { details: [detail], cause })
}

/** What the package reports when an attempt took too long. */
const TIMEOUT = 'ETIMEDOUT'

/** Why a connection failed, in the system's short words such as ECONNREFUSED. */
function connectionCode(failure: unknown): string {
  for (let at = failure; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return 'no code'
}

/** What the operator needs to find a call in Stripe's dashboard. */
const askAbout = ({ statusCode, requestId }: { statusCode?: number; requestId?: string }) =>
  `status ${statusCode ?? 'none'}, request ${requestId ?? 'without id'}`
