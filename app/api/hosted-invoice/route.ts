import { z } from 'zod'
import { redirectBack } from '@/app/billing/redirect-back'
import { ApiError } from '@/lib/api-error'
import { requireCaller } from '@/lib/auth/require-caller'
import { apiHandler, methodNotAllowed } from '@/lib/http/api-handler'
import { readInput } from '@/lib/http/read-input'
import { seeOther } from '@/lib/http/responses'
import { requireSameOrigin } from '@/lib/http/same-origin'
import { requireWithinLimit } from '@/lib/limits/rate-limit'
import { requirePortalAccount } from '@/lib/portal/require-portal-account'
import { noteOpened } from '@/lib/request-context'
import { requireHostedInvoice } from '@/lib/stripe/hosted-invoice'
import { stripeId } from '@/lib/stripe/stripe-id'

const input = z.strictObject({
  billingAccountId: z.string().min(1).max(64),
  invoice: stripeId('in', 'an invoice'),
})

/**
 * Redirects a form on /billing to an invoice's page at Stripe. The URL is a credential, so it is looked up on
 * submit and is on no page. API clients use Stripe's API instead.
 */
export const POST = apiHandler(
  async (request) => {
    requireSameOrigin(request)
    if (!request.isFormPost)
      throw new ApiError('VALIDATION_FAILED', { status: 415, message: 'This URL accepts only form posts' })
    const { caller, decision } = await requireCaller(request)
    await requireWithinLimit(decision)

    const { billingAccountId, invoice } = await readInput(request, input)
    const account = requirePortalAccount(caller, billingAccountId)
    const url = await requireHostedInvoice(invoice, account.stripeCustomerId)
    noteOpened({ account: account.id })
    return seeOther(url)
  },
  { onFailure: redirectBack },
)

export const GET = methodNotAllowed('POST')
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as PUT }
