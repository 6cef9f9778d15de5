import { redirectBack } from '@/app/billing/redirect-back'
import { requestSource } from '@/lib/audit/request-source'
import { requireCaller } from '@/lib/auth/require-caller'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { readInput } from '@/lib/http/read-input'
import { jsonResponse, seeOther } from '@/lib/http/responses'
import { requireSameOrigin } from '@/lib/http/same-origin'
import { readIdempotencyKey } from '@/lib/limits/idempotency-key'
import { requireWithinLimit } from '@/lib/limits/rate-limit'
import { portalInput } from '@/lib/portal/input'
import { openPortal } from '@/lib/portal/open-portal'

/**
 * Caller, input, portal session, response. Programs get JSON. A form post from our own page is redirected to
 * the portal, or back to /billing with the error code.
 */
export const POST = apiHandler(
  async (request) => {
    requireSameOrigin(request)
    const { caller, decision } = await requireCaller(request)
    await requireWithinLimit(decision)

    const idempotencyKey = readIdempotencyKey(request.headers)
    const input = await readInput(request, portalInput)
    const url = await openPortal({ caller, input, idempotencyKey, from: requestSource(request.headers) })
    return request.isFormPost ? seeOther(url) : jsonResponse(200, { url })
  },
  { onFailure: redirectBack },
)

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
