import { formatMoney } from '@/lib/summary/format-money'
import type { InvoiceLine } from '@/lib/summary/summary'
import { Moment } from '../../ui/moment'
import { InvoiceForm } from './invoice-form'
import { SummaryRow } from './summary-row'

const STATES: Record<InvoiceLine['state'], { word: string; isWarning: boolean }> = {
  paid: { word: 'Paid', isWarning: false },
  open: { word: 'Open', isWarning: false },
  overdue: { word: 'Overdue', isWarning: true },
  uncollectible: { word: 'Unpaid', isWarning: true },
  void: { word: 'Void', isWarning: false },
}

/** The last invoices, each leading to its page at Stripe. All others are in the portal. */
export function InvoicesRow({
  accountId,
  invoices,
}: {
  accountId: string
  invoices: readonly InvoiceLine[]
}) {
  return (
    <SummaryRow label="Recent invoices">
      {invoices.length === 0 ? (
        <p className="text-ink-soft">None yet</p>
      ) : (
        <ul className="grid gap-2">
          {invoices.map(({ id, number, on, state, ...money }) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto_5.5rem] items-baseline gap-x-3">
              <span>
                <InvoiceForm accountId={accountId} invoice={id} className="link cursor-pointer text-start">
                  <Moment date={on} precision="day" />
                  <span className="sr-only">, invoice {number}</span>
                </InvoiceForm>
              </span>
              <span className={`badge ${STATES[state].isWarning ? 'badge-warning' : ''}`}>
                {STATES[state].word}
              </span>
              <span className="text-end tabular-nums">{formatMoney(money)}</span>
            </li>
          ))}
        </ul>
      )}
    </SummaryRow>
  )
}
