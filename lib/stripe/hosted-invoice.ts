import { ApiError } from '../api-error'
import { env } from '../env'
import { stripe } from './client'
import { stripeFailure } from './failures'
import { hasErrorCode } from './has-error-code'
import { idOf } from './stripe-id'
import { invoiceUrlProblem } from './stripe-page-url'
import { withinDeadline } from './within-deadline'

/**
 * Returns the URL of an invoice's page at Stripe, where it can be paid. Like a portal URL it is a credential:
 * anyone who has it sees the invoice. https://docs.stripe.com/invoicing/hosted-invoice-page
 *
 * @param customerId the invoice must be this customer's
 * @throws {ApiError} NOT_FOUND, identical for an invoice that does not exist, has no page, or is someone
 *   else's; see `stripeFailure`; PAYMENT_ERROR 502 when the URL is not on a Stripe host
 */
export async function requireHostedInvoice(invoiceId: string, customerId: string): Promise<string> {
  const invoice = await withinDeadline(
    stripe()
      .invoices.retrieve(invoiceId)
      .catch((error: unknown) => {
        if (hasErrorCode(error, 'resource_missing')) return null
        throw stripeFailure(error, 'read access to Invoices')
      }),
  )
  const url = invoice?.hosted_invoice_url
  if (idOf(invoice?.customer) !== customerId || !url)
    throw new ApiError('NOT_FOUND', {
      message: 'There is no such invoice',
      internal: 'The customer has no such invoice with a page.',
    })
  const problem = invoiceUrlProblem(url, env())
  if (problem) throw new ApiError('PAYMENT_ERROR', { status: 502, internal: problem })
  return url
}
