import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import { ApiError, inputFailure } from '../api-error'
import { env } from '../env'
import { stripe } from './client'
import { stripeFailure } from './failures'
import { hasErrorCode } from './has-error-code'
import { idOf } from './stripe-id'
import { portalUrlProblem } from './stripe-page-url'

/**
 * The most stored failures to skip. Each is a quick replay, and a caller who retries for a whole window meets
 * no more.
 */
const MAX_STORED_FAILURES = 10

/**
 * The pause before the one retry, in milliseconds: long enough for a concurrent twin to finish, short within
 * the deadline.
 */
const RETRY_PAUSE_MS = 300

/** The idempotency key to use after this many stored failures. Must be deterministic. */
export type KeyFor = (storedFailures: number) => string

export type SessionParams = Stripe.BillingPortal.SessionCreateParams & { customer: string }

/**
 * Creates a portal session and returns its URL, checked to be https on an allowed portal host. The URL signs
 * its holder in, so it belongs in the response and nowhere else.
 *
 * A transient failure is retried once under the same idempotency key, so a session created by a lost attempt
 * is returned. A 5xx that Stripe has stored under the key would be replayed forever, so the next key follows
 * it. (The package's own retry is off, because it cannot tell the two apart.)
 * https://docs.stripe.com/error-low-level#idempotency
 *
 * @param keyFor random keys by default
 * @throws {ApiError} see `stripeFailure`; PAYMENT_ERROR 502 when Stripe returns no usable URL
 */
export async function createPortalSession(
  params: SessionParams,
  keyFor: KeyFor = randomKeys(),
): Promise<string> {
  const session = await attemptSession(params, keyFor)
  const problem = portalUrlProblem(session.url, env())
  if (problem) throw new ApiError('PAYMENT_ERROR', { status: 502, internal: problem })
  return session.url
}

function randomKeys(): KeyFor {
  const request = randomUUID()
  return (storedFailures) => `orbitkit-${request}-${storedFailures}`
}

async function attemptSession(params: SessionParams, keyFor: KeyFor): Promise<Stripe.BillingPortal.Session> {
  let storedFailures = 0
  let firstFailure: unknown
  for (;;) {
    try {
      const options = { idempotencyKey: keyFor(storedFailures), maxNetworkRetries: 0 }
      return await stripe().billingPortal.sessions.create(params, options)
    } catch (error) {
      const storage = storageOf(error)
      if (storage !== 'not-stored') storedFailures += 1
      // A replay is an earlier attempt's failure. This attempt has not happened yet.
      if (storage === 'replayed' && storedFailures <= MAX_STORED_FAILURES) continue
      // If Stripe still processes the first attempt, report that attempt's failure, not the key in use.
      if (firstFailure) throw stripeFailure(isKeyInUse(error) ? firstFailure : error)
      if (!mayPass(error)) throw stripeFailure(error)
      firstFailure = error
      await setTimeout(RETRY_PAUSE_MS)
    }
  }
}

/**
 * Whether Stripe's idempotency layer has stored a failure and replays it while the key lives. Only Stripe's
 * 5xx are stored here.
 */
function storageOf(error: unknown): 'not-stored' | 'stored' | 'replayed' {
  if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 0) < 500) return 'not-stored'
  if (error.headers?.['idempotent-replayed'] === 'true') return 'replayed'
  return error.headers?.['stripe-should-retry'] === 'false' ? 'stored' : 'not-stored'
}

/** Whether an immediate retry may succeed. Stripe says so itself for some throttling. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false
  if (error.headers?.['stripe-should-retry'] === 'true' || isKeyInUse(error)) return true
  return error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError
}

const isKeyInUse = (error: unknown) =>
  error instanceof Stripe.errors.StripeError && error.code === 'idempotency_key_in_use'

/**
 * Checks that a subscription belongs to the customer.
 *
 * @throws {ApiError} VALIDATION_FAILED, identical for a missing subscription and someone else's
 */
export async function requireOwnSubscription(subscriptionId: string, customerId: string): Promise<void> {
  const subscription = await stripe()
    .subscriptions.retrieve(subscriptionId)
    .catch((error: unknown) => {
      if (hasErrorCode(error, 'resource_missing')) return null
      throw stripeFailure(error)
    })
  if (idOf(subscription?.customer) !== customerId)
    throw inputFailure({
      path: 'flow.subscription',
      message: 'must be a subscription of the billing account',
    })
}
