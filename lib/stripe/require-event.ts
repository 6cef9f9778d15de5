import Stripe from 'stripe'
import { z } from 'zod'
import { ApiError } from '../api-error'

/**
 * How old a signature may be, in seconds: Stripe's default. Stripe signs each delivery attempt, so a
 * redelivery is never too old. A captured delivery is useless after this.
 */
const TOLERANCE_S = 300

/** The fields of https://docs.stripe.com/api/events/object that every event has and this app reads. */
const eventShape = z.object({ id: z.string(), type: z.string(), data: z.object({ object: z.object({}) }) })

/**
 * Verifies the signature over the raw bytes and returns Stripe's event.
 * https://docs.stripe.com/webhooks#verify-official-libraries
 *
 * @param secrets the endpoint's signing secrets, two during rotation; either may match
 * @throws {ApiError} VALIDATION_FAILED, identical for a missing, malformed, wrong or old signature, and with
 *   another message for a signed body that is not an event; INTERNAL_ERROR without a secret, so that Stripe
 *   delivers again later
 */
export function requireEvent(
  body: Uint8Array,
  signature: string | null,
  secrets: readonly string[],
): Stripe.Event {
  if (secrets.length === 0)
    throw new ApiError('INTERNAL_ERROR', {
      internal:
        "Set STRIPE_WEBHOOK_SECRET to the signing secret (whsec_…) of this deployment's webhook endpoint.",
    })
  if (signature === null) throw refused('The Stripe-Signature is missing: Stripe did not send this.')

  const problems: string[] = []
  for (const secret of secrets) {
    let event: Stripe.Event
    try {
      event = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_S)
    } catch (error) {
      problems.push(problemOf(error))
      continue
    }
    if (eventShape.safeParse(event).success) return event
    throw refused('The body is signed, but is not a Stripe event.', 'The body is not a Stripe event')
  }
  // With two secrets one always mismatches, so the other one's problem counts.
  throw refused(problems.find((problem) => problem !== MISMATCH) ?? MISMATCH)
}

const MISMATCH =
  "The signature matches no secret in STRIPE_WEBHOOK_SECRET: compare it with the endpoint's in Stripe."

// The package's errors hold the whole event, which is personal data, so they go no further.
function problemOf(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
    return "The signature is malformed, or the event is no snapshot: choose Stripe's snapshot payload style."
  return /tolerance/.test(error.message)
    ? `The signature is older than ${TOLERANCE_S} s: check this machine's clock.`
    : MISMATCH
}

const refused = (internal: string, message = 'The Stripe-Signature does not match the body, or is too old') =>
  new ApiError('VALIDATION_FAILED', { message, internal })
