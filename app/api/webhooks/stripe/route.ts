import { applyStripeEvent } from '@/lib/customers/apply-stripe-event'
import { env } from '@/lib/env'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { jsonResponse } from '@/lib/http/responses'
import { requireEvent } from '@/lib/stripe/require-event'

/**
 * The largest event accepted, in bytes. The largest customer that Stripe allows has 50 metadata entries of
 * 540 characters and a description of 5,000. That is about 200 KB of JSON with every character escaped, and
 * twice that when the event includes the previous values.
 */
const MAX_EVENT_BYTES = 512 * 1024

/**
 * Stripe's webhook: bytes, signature, effect, acknowledgement. Stripe redelivers the event unless the
 * response is 2xx. Stripe's dashboard shows the outcome in the body beside the event.
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
