import { setTimeout } from 'node:timers/promises'
import { jsonReply, type Reply, unknownError } from '../api/idempotency'
import { invalidKey, resourceMissing, StripeError } from '../api/stripe-error'
import { noConfiguration } from '../resources/portal-configurations'
import { EXECUTION, type Fault } from './fault'

/** URLs that no response should have. `.invalid` never resolves (RFC 2606). */
const BAD_URLS: Record<string, string | undefined> = {
  'missing-url': undefined,
  'foreign-url': 'https://billing.stripe.com.attacker.invalid/p/session/test_elsewhere',
}

/**
 * Executes a call, or makes it fail with an execution fault.
 * @throws {StripeError} for faults in which Stripe returns an error
 */
export async function executeWithFault(
  fault: Fault | null,
  customer: string | null,
  requestId: string,
  execute: () => object,
): Promise<Reply> {
  // Longer than an attempt's timeout, shorter than a test's.
  const { kind, ms = 5_000, stored = true } = fault ?? {}
  refuse(EXECUTION, kind, customer)
  // Unreferenced, so that a call in progress does not keep a stopped server's process alive.
  if (kind === 'latency') await setTimeout(ms, undefined, { ref: false })
  // Stripe tells clients not to retry a 500 that its idempotency layer would only replay.
  // https://docs.stripe.com/error-low-level#retries
  if (kind === 'server-error')
    return { ...unknownError(requestId, stored ? { 'Stripe-Should-Retry': 'false' } : {}), stored }
  const answer = execute()
  return jsonReply(200, kind && kind in BAD_URLS ? { ...answer, url: BAD_URLS[kind] } : answer)
}

/**
 * The faults in which Stripe returns an error. Those before `deleted-customer` come from its edge and do not
 * use up an idempotency key. contract/ names the sources of the messages.
 */
const REFUSALS: Record<string, (customer: string) => StripeError> = {
  'rate-limit'() {
    const message =
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.'
    const headers = { 'Stripe-Rate-Limited-Reason': 'global-rate' }
    return new StripeError(429, { code: 'rate_limit', message }, headers)
  },
  // https://docs.stripe.com/rate-limits#object-lock-timeouts
  'lock-timeout'() {
    const message =
      'This object cannot be accessed right now because another API request or Stripe process is ' +
      'currently accessing it. If you see this error intermittently, retry the request. If you see this ' +
      'error frequently and are making multiple concurrent requests to a single object, make your ' +
      'requests serially or at a lower rate. For more details, see ' +
      'https://stripe.com/docs/rate-limits#object-lock-timeouts.'
    return new StripeError(429, { code: 'lock_timeout', message }, { 'Stripe-Should-Retry': 'true' })
  },
  'wrong-key': () => invalidKey('sk_test_00000000000000000000none'),
  'missing-permission'() {
    const message =
      "The provided key 'rk_test_*********************none' does not have the required permissions for this endpoint on account 'acct_1LocalStripe00000'. Having the 'rak_customer_portal_write' permission would allow this request to continue."
    return new StripeError(403, { message })
  },
  'deleted-customer': (customer) => resourceMissing('customer', customer, 'customer'),
  'other-mode-customer'(customer) {
    const message =
      `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was ` +
      `used to make this request.`
    return new StripeError(400, { code: 'resource_missing', message, param: 'customer' })
  },
  'no-configuration': noConfiguration,
}

/** @throws {StripeError} if the fault is a refusal of one of these kinds */
export function refuse(kinds: readonly string[], kind: string | undefined, customer: string | null): void {
  const refusal = kind !== undefined && kinds.includes(kind) ? REFUSALS[kind] : undefined
  if (refusal) throw refusal(String(customer))
}
