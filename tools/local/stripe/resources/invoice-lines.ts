import { newId } from '../store/new-id'
import type { Invoice, InvoiceLine } from '../wire'

/** The invoice with these lines, and its amounts reckoned from them. A negative total is owed to nobody. */
export function withLines(invoice: Invoice, lines: InvoiceLine[]): Invoice {
  const total = lines.reduce((sum, line) => sum + line.amount, 0)
  const due = Math.max(0, total)
  return {
    ...invoice,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${invoice.id}/lines` },
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
    amount_due: due,
    amount_remaining: due,
  }
}

type Line = Pick<InvoiceLine, 'amount' | 'currency' | 'description' | 'period' | 'quantity' | 'parent'> &
  Partial<Pick<InvoiceLine, 'pricing' | 'subscription' | 'metadata' | 'discountable'>>

export function newLine(invoice: string, line: Line): InvoiceLine {
  return {
    id: newId('il'),
    object: 'line_item',
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    pricing: null,
    quantity_decimal: line.quantity === null ? null : String(line.quantity),
    subscription: null,
    subtotal: line.amount,
    taxes: [],
    ...line,
  }
}
