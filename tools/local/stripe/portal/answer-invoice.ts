import type { ServerResponse } from 'node:http'
import type { LocalStripe } from '../local-stripe'
import { formatsIn } from './formats'
import { invoicePage } from './invoice-page'
import { invoicePdf } from './invoice-pdf'
import { notFoundPage } from './link-problems'
import { sendPage } from './send-page'

/** Answers a hosted invoice, as a page or as a PDF. Whoever has the link may see it, as with Stripe. */
export function answerInvoice(
  response: ServerResponse,
  { stripe, link, asPdf }: { stripe: LocalStripe; link: string; asPdf: boolean },
): void {
  const invoice = stripe.store.invoices.all().find((candidate) => candidate.hosted_invoice_url === link)
  const formats = formatsIn('en')
  if (!invoice || !asPdf) {
    sendPage(response, stripe, invoice ? invoicePage(invoice, formats) : notFoundPage())
    return
  }
  response
    .writeHead(200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="Invoice-${invoice.number?.replace(/[^\w-]/g, '_')}.pdf"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(invoicePdf(invoice, formats))
}
