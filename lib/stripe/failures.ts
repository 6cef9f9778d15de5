import Stripe from 'stripe'
import { ApiError, inputFailure } from '../api-error'

/**
 * Seconds to wait when Stripe throttles: its limits are per second, and a lock lasts as long as a request.
 */
const THROTTLED_RETRY_AFTER_S = '2'

/** Seconds to wait while a request with the same idempotency key is in progress. */
const IN_FLIGHT_RETRY_AFTER_S = '1'

/** The input field behind a parameter that Stripe refuses. */
type Refusal = { path: string; message: string }

const FLOW: Refusal = { path: 'flow', message: 'is not possible for this billing account' }

/** Stripe's parameters that carry the caller's input. */
const CALLER_CHOSEN: readonly (Refusal & { param: RegExp })[] = [
  {
    param: /^flow_data\[.*\]\[items\].*\[price\]/,
    path: 'flow.items.0.price',
    message: 'is not a price that the subscription can change to',
  },
  {
    param: /^flow_data\[.*\]\[items\]/,
    path: 'flow.items',
    message: 'is not possible for this subscription',
  },
  {
    param: /^flow_data\[.*\]\[subscription\]/,
    path: 'flow.subscription',
    message: 'is not a subscription of the billing account, or cannot be changed',
  },
  { param: /^flow_data\b/, ...FLOW },
  { param: /^locale$/, path: 'locale', message: 'is not a language of the portal' },
  { param: /^return_url$/, path: 'returnUrl', message: 'is not an address the portal can lead back to' },
]

/** The `portal setup` option that turns on a flow's feature. */
const FEATURE_OPTIONS: readonly { feature: RegExp; option: string }[] = [
  { feature: /^subscription update/i, option: '`portal setup --plan-changes PRICE_ID,…`' },
  { feature: /^subscription cancel/i, option: '`portal setup --cancel on`' },
  { feature: /^payment method/i, option: '`portal setup`' },
]

/**
 * Stripe's messages for a flow that the portal's configuration or the subscription does not allow. None has a
 * code, and most have no parameter. These are the messages that other users match:
 * https://github.com/rejot-dev/fragno/blob/main/packages/stripe/src/routes/errors.ts for the update feature,
 * no changes, and a cancellation already set;
 * https://github.com/search?type=code&q=%22does+not+include+the+price+in+its%22 for the price. No public
 * report was found for a disabled cancel feature; the same form is assumed.
 */
const FLOW_REFUSALS: readonly (Refusal & { words: RegExp; internal?: (found: string) => string })[] = [
  {
    words: /to price `([^`]+)` because the configuration `[^`]+` does not include the price/,
    path: 'flow.items.0.price',
    message: 'is not a price that the portal offers',
    internal: (price) =>
      `The portal configuration does not offer the price ${price}: run \`portal setup --plan-changes\` ` +
      `with it and every other price that customers may change to.`,
  },
  {
    words: /because the (.+) feature in the portal configuration is disabled/,
    path: 'flow',
    message: 'is switched off in the portal',
    internal: (name) =>
      `The portal configuration has the ${name} feature off: turn it on with ` +
      `${FEATURE_OPTIONS.find(({ feature }) => feature.test(name))?.option ?? 'Stripe’s API'}.`,
  },
  { words: /there are no changes to confirm/, path: 'flow.items', message: 'changes nothing' },
  { words: /already set to be cancell?ed/, path: 'flow.subscription', message: 'is being canceled already' },
  { words: /^This subscription cannot be/, ...FLOW },
]

/**
 * Stripe's messages when the account has no default configuration (today "No configuration provided", once
 * https://github.com/mozilla/fxa/issues/13245), or when the named one cannot be used.
 */
const CONFIGURATION_UNUSABLE = /\bconfiguration\b|customer portal settings/i

/** Stripe could not be reached or did not respond properly. This says nothing about the request itself. */
const unreachable = (status: 502 | 504, internal: string, cause: unknown) =>
  new ApiError('PAYMENT_ERROR', { status, internal, cause })

/** The deployment is misconfigured: the caller can do nothing, and the log tells the operator what to do. */
const misconfigured = (internal: string, cause: unknown) =>
  new ApiError('INTERNAL_ERROR', { internal, cause })

/**
 * Stripe does not know the account's customer with this key: it is missing, deleted or from the other mode.
 */
export class CustomerGoneError extends ApiError {
  constructor(cause: unknown) {
    super('NOT_FOUND', {
      internal: 'Stripe does not know the linked customer: it is missing, deleted or from the other mode.',
      cause,
    })
  }
}

/**
 * Turns anything that the `stripe` package throws into a documented failure. Stripe's own message stays in
 * `cause`. https://docs.stripe.com/api/errors and https://docs.stripe.com/error-low-level
 *
 * @param needs the permissions that the restricted key needs for the call, for the log
 */
export function stripeFailure(
  error: unknown,
  needs = 'write access to Customer portal, and read access to Subscriptions',
): ApiError {
  if (error instanceof ApiError) return error
  if (!(error instanceof Stripe.errors.StripeError)) throw error

  if (error instanceof Stripe.errors.StripeIdempotencyError || error.code === 'idempotency_key_in_use')
    return idempotencyFailure(error)
  if (
    error instanceof Stripe.errors.StripeRateLimitError ||
    error.statusCode === 429 ||
    error.code === 'lock_timeout'
  )
    return new ApiError('PAYMENT_ERROR', {
      status: 503,
      message: 'The payment provider is busy',
      internal: 'Stripe is throttling this account or holds a lock.',
      headers: { 'Retry-After': THROTTLED_RETRY_AFTER_S },
      cause: error,
    })
  if (error instanceof Stripe.errors.StripeAuthenticationError)
    return misconfigured(
      'Stripe refuses the key: set STRIPE_SECRET_KEY to a current key of this account.',
      error,
    )
  if (error instanceof Stripe.errors.StripePermissionError)
    return misconfigured(`The Stripe key lacks a permission: give the restricted key ${needs}.`, error)
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return invalidRequestFailure(error)
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const code = connectionCode(error.detail)
    return code === TIMEOUT
      ? unreachable(504, 'Stripe did not respond in time.', error)
      : unreachable(502, `The connection to Stripe failed (${code}).`, error)
  }
  return unreachable(502, `Stripe failed (${error.type}, ${askAbout(error)}).`, error)
}

function idempotencyFailure(error: InstanceType<typeof Stripe.errors.StripeError>): ApiError {
  if (error.code !== 'idempotency_key_in_use') return new ApiError('IDEMPOTENCY_KEY_REUSE', { cause: error })
  return new ApiError('IDEMPOTENCY_KEY_REUSE', {
    message: 'A request with this Idempotency-Key is still in progress',
    headers: { 'Retry-After': IN_FLIGHT_RETRY_AFTER_S },
    cause: error,
  })
}

function invalidRequestFailure(
  error: InstanceType<typeof Stripe.errors.StripeInvalidRequestError>,
): ApiError {
  const { param = '', message } = error
  if (isCustomerMissing(error)) return new CustomerGoneError(error)
  for (const { words, internal, ...refusal } of FLOW_REFUSALS) {
    const found = words.exec(message)
    if (found) return inputFailure(refusal, { cause: error, internal: internal?.(found[1] ?? '') })
  }
  const chosen = CALLER_CHOSEN.find((field) => field.param.test(param))
  if (chosen) return inputFailure({ path: chosen.path, message: chosen.message }, { cause: error })
  if (param === 'configuration' || CONFIGURATION_UNUSABLE.test(message))
    return misconfigured(
      'Stripe has no such portal configuration, or it is not active: run `npm run admin -- portal ' +
        'setup` and set STRIPE_PORTAL_CONFIGURATION to the id it prints.',
      error,
    )
  return unreachable(
    502,
    `Stripe refused the request (${error.code ?? 'no code'}, ${askAbout(error)}).`,
    error,
  )
}

/**
 * Stripe names the parameter `customer` when it is passed, as in
 * https://github.com/redwoodjs/example-store-stripe/pull/168 , and `id` when it is in the path, as in every
 * retrieve.
 */
function isCustomerMissing({
  code,
  param,
  message,
}: {
  code?: string
  param?: string
  message: string
}): boolean {
  return code === 'resource_missing' && (param === 'customer' || /^No such customer\b/.test(message))
}

/** The package's code for an attempt that timed out. */
const TIMEOUT = 'ETIMEDOUT'

/** The system's code for a failed connection, such as ECONNREFUSED. */
function connectionCode(failure: unknown): string {
  for (let at = failure; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return 'no code'
}

/** Identifies a call in Stripe's Dashboard. */
const askAbout = ({ statusCode, requestId }: { statusCode?: number; requestId?: string }) =>
  `status ${statusCode ?? 'none'}, request ${requestId ?? 'without id'}`
