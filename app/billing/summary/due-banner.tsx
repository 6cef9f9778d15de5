import { formatMoney } from '@/lib/summary/format-money'
import type { Due } from '@/lib/summary/summary'
import { Moment } from '../../ui/moment'
import { PortalButton } from '../portal-button'
import { InvoiceForm } from './invoice-form'

type Props = {
  accountId: string
  /** The id of the element that names the account, for screen readers. */
  describedBy: string
  due: Due
}

/** A payment that is due, and the one button that pays it. */
export function DueBanner({ accountId, describedBy, due }: Props) {
  const headingId = `due-${accountId}`
  return (
    <section
      aria-labelledby={headingId}
      className="mb-2 rounded-lg border-danger border-l-4 bg-danger-soft p-4 sm:p-5"
    >
      <h3 id={headingId} className="font-semibold text-danger">
        {due.kind === 'update-card' ? 'Payment failed' : due.isOverdue ? 'Invoice overdue' : 'Invoice to pay'}
      </h3>
      <p className="mt-1 text-[0.9375rem] leading-relaxed">
        <DueText due={due} />
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        {due.kind === 'update-card' ? (
          <PortalButton
            accountId={accountId}
            label="Update card"
            flow={{ type: 'payment_method_update' }}
            describedBy={describedBy}
          />
        ) : (
          <InvoiceForm
            accountId={accountId}
            invoice={due.invoice}
            className="button button-primary max-sm:w-full"
          >
            Pay invoice
          </InvoiceForm>
        )}
      </div>
    </section>
  )
}

function DueText({ due }: { due: Due }) {
  const amount = due.open && <span className="tabular-nums">{formatMoney(due.open)}</span>
  if (due.kind === 'update-card')
    return (
      <>
        {amount ?? 'The last payment'} could not be charged. Update the card
        {due.retryOn ? (
          <>
            {' '}
            before the payment is retried on <Moment date={due.retryOn} precision="day" />.
          </>
        ) : (
          ' to keep the plan.'
        )}
      </>
    )
  if (!due.by) return <>{amount} is open.</>
  return (
    <>
      {amount} {due.isOverdue ? 'was' : 'is'} due on <Moment date={due.by} precision="day" />.
    </>
  )
}
