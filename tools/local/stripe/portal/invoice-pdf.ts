import type { Invoice } from '../wire'
import type { Formats } from './formats'
import { type PdfText, renderPdf } from './render-pdf'
import { dateOf } from './sections/invoices-section'

const LEFT = 56
const RIGHT = 539
const LINE_HEIGHT = 18

/** An invoice as a document of one page. */
export function invoicePdf(invoice: Invoice, formats: Formats): Buffer {
  const money = (amount: number) => formats.money(amount, invoice.currency)
  const texts: PdfText[] = []
  let y = 780
  const write = (left: string, right = '', style: { size?: number; bold?: boolean; gap?: number } = {}) => {
    const { size = 10, bold = false, gap = LINE_HEIGHT } = style
    texts.push({ text: left, x: LEFT, y, size, bold, align: 'left' })
    if (right) texts.push({ text: right, x: RIGHT, y, size, bold, align: 'right' })
    y -= gap
  }

  write('Invoice', invoice.account_name ?? '', { size: 20, bold: true, gap: 36 })
  write('Invoice number', invoice.number ?? '')
  write('Date', formats.date(dateOf(invoice)))
  if (invoice.due_date !== null) write('Due', formats.date(invoice.due_date))
  write('Billed to', invoice.customer_name ?? invoice.customer_email ?? '')
  write('Status', invoice.status ?? '', { gap: 40 })
  write('Description', 'Amount', { bold: true })
  for (const line of invoice.lines.data) write(line.description ?? '', money(line.amount))
  y -= LINE_HEIGHT
  write('Total', money(invoice.total), { bold: true })
  write('Amount paid', money(invoice.amount_paid))
  write('Amount due', money(invoice.amount_remaining), { bold: true, gap: 40 })
  if (invoice.footer) write(invoice.footer)
  write('Made by the local Stripe in test mode. Nobody owes this.')
  return renderPdf(`Invoice ${invoice.number}`, texts)
}
