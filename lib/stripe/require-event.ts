import Stripe from 'stripe'
import { z } from 'zod'
import { ApiError } from '../api-error'

/**
 * How old a signature may be, in seconds: Stripe's own default. Stripe signs every attempt anew, so a
 * redelivery is never too old, and a recorded delivery is of no use to anybody after this.
 */
const TOLERANCE_S = 300

/** As much of https://docs.stripe.com/api/events/object as every event has and is read here. */
const eventShape = z.object({ id: z.string(), type: z.string(), data: z.object({ object: z.object({}) }) })

/**
 * Returns the event that Stripe sent, once its signature has been verified over the bytes as they were
 * received. https://docs.stripe.com/webhooks#verify-official-libraries
 *
 * @param secrets the endpoint's signing secrets: two while one is being rotated, and either will do
 * @throws {ApiError} VALIDATION_FAILED, alike for a signature that is missing, malformed, wrong or old, and
 *   in other words for a signed body that is no event; INTERNAL_ERROR without a secret, so that Stripe
 *   delivers again once there is one
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
  if (signature === null) throw refused('There is no Stripe-Signature: Stripe did not send this.')

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
    throw refused('The body is signed, but it is no Stripe event.', 'The body is not a Stripe event')
  }
  // With two secrets one always mismatches; what the other one says is the news.
  throw refused(problems.find((problem) => problem !== MISMATCH) ?? MISMATCH)
}

const MISMATCH =
  "The signature is made with no secret in STRIPE_WEBHOOK_SECRET: compare it with the endpoint's in Stripe."

// The package's errors hold the whole event, which is personal data: they are read here and go no further.
function problemOf(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
    return "The signature is malformed, or it is not of a snapshot event: choose Stripe's snapshot payload style."
  return /tolerance/.test(error.message)
    ? `The signature is older than ${TOLERANCE_S} s: check this machine's clock.`
    : MISMATCH
}

const refused = (internal: string, message = 'The Stripe-Signature does not match the body, or is too old') =>
  new ApiError('VALIDATION_FAILED', { message, internal })
