import { applyStripeEvent } from '@/lib/customers/apply-stripe-event'
import { env } from '@/lib/env'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'
import { requireEvent } from '@/lib/stripe/require-event'

/**
 * The largest event accepted, in bytes. The largest customer that Stripe allows has 50 metadata entries of
 * 540 characters and a description of 5,000: some 200 KB as JSON with every character escaped, and twice that
 * where the event also says what it was before.
 */
const MAX_EVENT_BYTES = 512 * 1024

/**
 * What Stripe calls when something happens in the account: bytes, signature, effect, acknowledgement. An
 * answer other than 2xx makes Stripe deliver the event again. The outcome in the body is for the operator,
 * whom Stripe's dashboard shows it beside the event.
 */
export const POST = apiHandler(
  async (request) => {
    const body = await request.bytes()
    const event = requireEvent(body, request.headers.get('Stripe-Signature'), env().stripe.webhookSecrets)
    const applied = await applyStripeEvent(event)
    return jsonResponse(200, {
      outcome: applied.kind,
      ...('reason' in applied && { reason: applied.reason }),
    })
  },
  { maxBodyBytes: MAX_EVENT_BYTES },
)

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
