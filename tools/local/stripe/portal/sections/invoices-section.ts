import type { Invoice } from '../../wire'
import { type Html, html } from '../html'
import type { PortalContext } from '../portal-context'

/** How many invoices are shown before the customer asks for all. */
const SHOWN = 12

/** The invoice history, newest first: date, number, amount, status and the ways to get each. Nothing where the configuration has it off. */
export function invoicesSection(context: PortalContext, all: boolean): Html | null {
  if (!context.configuration.features.invoice_history.enabled) return null
  const invoices = invoicesOf(context)
  const shown = all ? invoices : invoices.slice(0, SHOWN)
  return html`
    <section aria-labelledby="invoices">
      <h2 id="invoices">Invoice history</h2>
      ${invoices.length === 0 ? html`<p class="empty">No invoices yet.</p>` : table(context, shown)}
      ${
        shown.length < invoices.length &&
        html`<p><a class="add" href="${context.path()}?invoices=all#invoices">Show all ${invoices.length} invoices</a></p>`
      }
    </section>`
}

/** A draft is nothing that a customer sees. */
function invoicesOf({ stripe, customer }: PortalContext): Invoice[] {
  return stripe.store.invoices
    .all()
    .filter((invoice) => invoice.customer === customer.id && invoice.status !== 'draft')
    .toSorted((a, b) => dateOf(b) - dateOf(a))
}

export const dateOf = (invoice: Invoice) => invoice.effective_at ?? invoice.created

function table(context: PortalContext, invoices: Invoice[]): Html {
  return html`
    <table>
      <thead><tr><th scope="col">Date</th><th scope="col" class="number-column">Number</th><th scope="col" class="amount">Amount</th><th scope="col">Status</th><th scope="col"><span class="hidden">Download</span></th></tr></thead>
      <tbody>${invoices.map((invoice) => row(context, invoice))}</tbody>
    </table>`
}

function row({ formats }: PortalContext, invoice: Invoice): Html {
  const date = formats.date(dateOf(invoice))
  return html`
    <tr>
      <th scope="row"><a href="${invoice.hosted_invoice_url}">${date}<span class="hidden">, invoice ${invoice.number}</span></a></th>
      <td class="number-column">${invoice.number}</td>
      <td class="amount">${formats.money(invoice.total, invoice.currency)}</td>
      <td>${invoicePill(invoice)}</td>
      <td class="download"><a href="${invoice.invoice_pdf}" download>PDF<span class="hidden"> of invoice ${invoice.number}</span></a></td>
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
