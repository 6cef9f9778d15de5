import { formatMoney } from '@/lib/summary/format-money'
import type { InvoiceLine } from '@/lib/summary/summary'
import { Moment } from '../../ui/moment'
import { InvoiceForm } from './invoice-form'
import { SummaryRow } from './summary-row'

const STATES: Record<InvoiceLine['state'], { label: string; isWarning: boolean }> = {
  paid: { label: 'Paid', isWarning: false },
  open: { label: 'Open', isWarning: false },
  overdue: { label: 'Overdue', isWarning: true },
  uncollectible: { label: 'Unpaid', isWarning: true },
  void: { label: 'Void', isWarning: false },
}

/** The latest invoices, each with a link to its page at Stripe. The portal has the rest. */
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
            <li
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 min-[24rem]:grid-cols-[minmax(0,1fr)_auto_5.5rem]"
            >
              <span>
                <InvoiceForm accountId={accountId} invoice={id} className="link cursor-pointer text-start">
                  <Moment date={on} precision="day" />
                  <span className="sr-only">, invoice {number}</span>
                </InvoiceForm>
              </span>
              <span
                className={`badge justify-self-start max-[24rem]:order-last ${STATES[state].isWarning ? 'badge-warning' : ''}`}
              >
                {STATES[state].label}
              </span>
              <span className="text-end tabular-nums">{formatMoney(money)}</span>
            </li>
          ))}
        </ul>
      )}
    </SummaryRow>
  )
}
