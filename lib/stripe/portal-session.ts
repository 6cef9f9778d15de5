import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import { ApiError } from '../api-error'
import { env } from '../env'
import { stripe } from './client'
import { inputFailure, stripeFailure } from './failures'
import { portalUrlProblem } from './portal-url'

/**
 * Stored failures stepped over at most: each is a quick replay, and a caller who retries for a whole window
 * meets no more.
 */
const MAX_STORED_FAILURES = 10

/**
 * Between an attempt and its one retry, in milliseconds: long enough for a twin request to finish, short
 * within the deadline.
 */
const RETRY_PAUSE_MS = 300

/**
 * The idempotency key to use once so many failures have been stored under the earlier ones: always the same
 * one.
 */
export type KeyFor = (storedFailures: number) => string

export type SessionParams = Stripe.BillingPortal.SessionCreateParams & { customer: string }

/**
 * Makes a portal session and returns its URL, which signs its holder in: it is https on an allowed portal
 * host, and belongs in an answer and nowhere else.
 *
 * A failure that may pass is retried once under the same idempotency key, so that a session made by the lost
 * attempt is found again. But a 5xx that Stripe has stored under its key would be stored for every retry, so
 * the next key is used after one. (The package's own retry is off, because it cannot tell the two apart.)
 * https://docs.stripe.com/error-low-level#idempotency
 *
 * @param keyFor random keys when the caller sent none
 * @throws {ApiError} see `stripeFailure`; PAYMENT_ERROR 502 when Stripe answers without a usable URL
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
      // Told again, it is an earlier attempt's failure, and this one has not been made yet.
      if (storage === 'replayed' && storedFailures <= MAX_STORED_FAILURES) continue
      // Stripe may still be at work on the first attempt: then that one's failure is the news, and not that
      // its key is in use.
      if (firstFailure) throw stripeFailure(isKeyInUse(error) ? firstFailure : error)
      if (!mayPass(error)) throw stripeFailure(error)
      firstFailure = error
      await setTimeout(RETRY_PAUSE_MS)
    }
  }
}

/**
 * Whether Stripe's idempotency layer keeps a failure, to replay it for as long as the key lives. Asked about
 * Stripe's own failures alone.
 */
function storageOf(error: unknown): 'not-stored' | 'stored' | 'replayed' {
  if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 0) < 500) return 'not-stored'
  if (error.headers?.['idempotent-replayed'] === 'true') return 'replayed'
  return error.headers?.['stripe-should-retry'] === 'false' ? 'stored' : 'not-stored'
}

/** Whether the same request may succeed in a moment. Stripe says so itself for some throttling. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false
  if (error.headers?.['stripe-should-retry'] === 'true' || isKeyInUse(error)) return true
  return error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError
}

const isKeyInUse = (error: unknown) =>
  error instanceof Stripe.errors.StripeError && error.code === 'idempotency_key_in_use'

/**
 * Makes sure that a subscription is the customer's, before anything opens for it.
 *
 * @throws {ApiError} VALIDATION_FAILED, alike for one that does not exist and one that is somebody else's
 */
export async function requireOwnSubscription(subscriptionId: string, customerId: string): Promise<void> {
  const subscription = await stripe()
    .subscriptions.retrieve(subscriptionId)
    .catch((error: unknown) => {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
        return null
      throw stripeFailure(error)
    })
  const owner = typeof subscription?.customer === 'string' ? subscription.customer : subscription?.customer.id
  if (owner !== customerId)
    throw inputFailure({
      path: 'flow.subscription',
      message: 'must be a subscription of the billing account',
      code: 'custom',
    })
}
