import Stripe from 'stripe'
import { ApiError } from '../api-error'
import { env } from '../env'
import { stripe } from './client'
import { stripeFailure } from './failures'
import { INVOICE_HOST, stripePageProblem } from './portal-url'
import { withinDeadline } from './within-deadline'

/**
 * Finds the address of an invoice's page at Stripe, where it can be paid. Like a portal URL it is a
 * credential: whoever has it sees the invoice. https://docs.stripe.com/invoicing/hosted-invoice-page
 *
 * @param customerId the invoice must be this customer's
 * @throws {ApiError} NOT_FOUND, alike for an invoice that does not exist, has no page, or is somebody else's;
 *   see `stripeFailure`; PAYMENT_ERROR 502 when the address is on no host of Stripe's
 */
export async function requireHostedInvoice(invoiceId: string, customerId: string): Promise<string> {
  const invoice = await withinDeadline(
    stripe()
      .invoices.retrieve(invoiceId)
      .catch((error: unknown) => {
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
          return null
        throw stripeFailure(error)
      }),
  )
  const owner = typeof invoice?.customer === 'string' ? invoice.customer : invoice?.customer?.id
  const url = invoice?.hosted_invoice_url
  if (owner !== customerId || !url)
    throw new ApiError('NOT_FOUND', {
      message: 'There is no such invoice',
      internal: 'The customer has no such invoice with a page.',
    })
  const settings = env()
  const hosts = [INVOICE_HOST, ...settings.stripe.portalHosts]
  const problem = stripePageProblem(url, { page: 'invoice', hosts, appEnv: settings.appEnv })
  if (problem) throw new ApiError('PAYMENT_ERROR', { status: 502, internal: problem })
  return url
}
