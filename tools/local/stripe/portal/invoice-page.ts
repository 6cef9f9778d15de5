import { html } from 'hono/html'
import { plainPage } from './document'
import { formatsIn } from './formats'
import { notFoundPage } from './link-problems'
import type { PortalContext } from './portal-context'
import { dateOf, invoicePill } from './sections/invoices-section'

/** The page at `hosted_invoice_url`. Anyone with the link can see it, as with Stripe. */
export function invoicePage(c: PortalContext) {
  const invoice = c.var.stripe.store.find('invoice', c.req.param('invoice'))
  if (!invoice || invoice.status === 'draft') return notFoundPage(c)
  const formats = formatsIn('en')
  const money = (amount: number) => formats.money(amount, invoice.currency)
  return plainPage(
    c,
    `Invoice ${invoice.number}`,
    html`
    <h1>Invoice ${invoice.number} ${invoicePill(invoice)}</h1>
    <dl class="facts">
      <div><dt>Date</dt><dd>${formats.date(dateOf(invoice))}</dd></div>
      ${invoice.due_date !== null && html`<div><dt>Due</dt><dd>${formats.date(invoice.due_date)}</dd></div>`}
      <div><dt>From</dt><dd>${invoice.account_name}</dd></div>
      <div><dt>To</dt><dd>${invoice.customer_name ?? invoice.customer_email}</dd></div>
    </dl>
    <table>
      <thead><tr><th scope="col">Description</th><th scope="col" class="amount">Quantity</th><th scope="col" class="amount">Amount</th></tr></thead>
      <tbody>${invoice.lines.data.map((line) => html`<tr><th scope="row">${line.description}</th><td class="amount">${line.quantity ?? 1}</td><td class="amount">${money(line.amount)}</td></tr>`)}</tbody>
      <tfoot>
        <tr><th scope="row" colspan="2">Total</th><td class="amount">${money(invoice.total)}</td></tr>
        <tr><th scope="row" colspan="2">Amount due</th><td class="amount">${money(invoice.amount_remaining)}</td></tr>
      </tfoot>
    </table>`,
  )
}
