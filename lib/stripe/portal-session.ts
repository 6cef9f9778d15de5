import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import { ApiError } from '../api-error'
import { env } from '../env'
import { stripe } from './client'
import { inputFailure, stripeFailure } from './failures'
import { portalUrlProblem } from './portal-url'

/** Stored failures stepped over at most: each is a quick replay, and a caller who retries for a whole window meets no more. */
const MAX_STORED_FAILURES = 10

/** Between an attempt and its one retry, in milliseconds: long enough for a twin request to finish, short within the deadline. */
const RETRY_PAUSE_MS = 300

/** The idempotency key to use once so many failures have been stored under the earlier ones. */
export type KeyFor = (storedFailures: number) => string

export type SessionParams = Stripe.BillingPortal.SessionCreateParams & { customer: string }

/**
 * Makes a portal session and returns its URL, which signs its holder in: it is https on an allowed portal host, and belongs in an
 * answer and nowhere else.
 *
 * A failure that may pass is retried once under the same idempotency key, so that a session made by the lost attempt is found again. But Stripe
 * stores a 5xx under its key and replays it: when a replay is seen, the next key is tried. (The package's own retry is off, because it
 * cannot tell the two apart.)
 *
 * @param keyFor random keys when the caller sent none
 * @throws {ApiError} see `stripeFailure`; PAYMENT_ERROR 502 when Stripe answers without a usable URL
 */
export async function createPortalSession(
  params: SessionParams,
  keyFor: KeyFor = () => randomUUID(),
): Promise<string> {
  const session = await attemptSession(params, keyFor)
  const problem = portalUrlProblem(session.url, env())
  if (problem) throw new ApiError('PAYMENT_ERROR', { status: 502, internal: problem })
  return session.url
}

async function attemptSession(params: SessionParams, keyFor: KeyFor): Promise<Stripe.BillingPortal.Session> {
  let storedFailures = 0
  let retried = false
  for (;;) {
    try {
      const options = { idempotencyKey: keyFor(storedFailures), maxNetworkRetries: 0 }
      return await stripe().billingPortal.sessions.create(params, options)
    } catch (error) {
      if (isStoredFailure(error) && storedFailures < MAX_STORED_FAILURES) {
        storedFailures += 1
      } else if (!retried && mayPass(error)) {
        retried = true
        await setTimeout(RETRY_PAUSE_MS)
      } else {
        throw stripeFailure(error)
      }
    }
  }
}

/** A failure that Stripe replays from its idempotency layer, and will replay for as long as the key lives. */
function isStoredFailure(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode ?? 0) >= 500 &&
    error.headers?.['idempotent-replayed'] === 'true'
  )
}

/** Whether the same request under the same key may succeed in a moment. Stripe says so itself for some throttling. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false
  if (error.headers?.['stripe-should-retry'] === 'true' || error.code === 'idempotency_key_in_use')
    return true
  return error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError
}

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
