import { html } from 'hono/html'
import type { Html } from '../../../page/page'
import type { Invoice } from '../../wire'
import type { PortalContext } from '../portal-context'

/** The invoice history, newest first. Null if the configuration has it off. */
export function invoicesSection(c: PortalContext): Html | null {
  if (!c.var.configuration.features.invoice_history.enabled) return null
  const invoices = invoicesOf(c)
  return html`
    <section aria-labelledby="invoices">
      <h2 id="invoices">Invoice history</h2>
      ${invoices.length === 0 ? html`<p class="empty">No invoices yet.</p>` : table(c, invoices)}
    </section>`
}

/** The customer's invoices without drafts, which customers never see. */
function invoicesOf(c: PortalContext): Invoice[] {
  return c.var.stripe.store
    .all('invoice')
    .filter((invoice) => invoice.customer === c.var.customer.id)
    .filter((invoice) => invoice.status !== 'draft')
    .sort((a, b) => dateOf(b) - dateOf(a))
}

export const dateOf = (invoice: Invoice) => invoice.effective_at ?? invoice.created

function table(c: PortalContext, invoices: Invoice[]): Html {
  return html`
    <table>
      <thead><tr><th scope="col">Date</th><th scope="col" class="number-column">Number</th><th scope="col" class="amount">Amount</th><th scope="col">Status</th></tr></thead>
      <tbody>${invoices.map((invoice) => row(c, invoice))}</tbody>
    </table>`
}

function row(c: PortalContext, invoice: Invoice): Html {
  const { formats } = c.var
  return html`
    <tr>
      <th scope="row"><a href="${invoice.hosted_invoice_url}">${formats.date(dateOf(invoice))}<span class="hidden">, invoice ${invoice.number}</span></a></th>
      <td class="number-column">${invoice.number}</td>
      <td class="amount">${formats.money(invoice.total, invoice.currency)}</td>
      <td>${invoicePill(invoice)}</td>
    </tr>`
}

const STATUSES: Record<string, [string, string]> = {
  paid: ['Paid', 'good'],
  open: ['Open', 'warn'],
  void: ['Void', ''],
  uncollectible: ['Uncollectible', 'warn'],
}

export function invoicePill({ status }: Invoice): Html {
  const [word, tone] = STATUSES[status ?? ''] ?? [status ?? '', '']
  return html`<span class="pill ${tone}">${word}</span>`
}
