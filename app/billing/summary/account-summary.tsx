import type { Summary } from '@/lib/summary/summary'
import { CustomerGone } from './customer-gone'
import { DetailsRow } from './details-row'
import { DueBanner } from './due-banner'
import { InvoicesRow } from './invoices-row'
import { PaymentMethodRow } from './payment-method-row'
import { NextInvoiceRow, PlanRow } from './plan-row'

type Props = {
  accountId: string
  describedBy: string
  /** Whether Stripe did not know the customer at the last attempt. */
  isStale: boolean
  summary: Promise<Summary>
}

/** An account's figures, for owners and billing members. Empty if Stripe fails or takes too long. */
export async function AccountSummary({ accountId, describedBy, isStale, summary }: Props) {
  const read = await summary
  if (read.kind === 'gone' || (read.kind === 'unavailable' && isStale)) return <CustomerGone />
  if (read.kind === 'unavailable') return null
  const { plans, due, paymentMethods, invoices, details } = read
  return (
    <>
      {due && <DueBanner accountId={accountId} describedBy={describedBy} due={due} />}
      <dl className="divide-y divide-line border-line border-t">
        {plans && <PlanRow plans={plans} />}
        {plans && <NextInvoiceRow plans={plans} />}
        {paymentMethods && <PaymentMethodRow methods={paymentMethods} hasPlan={(plans?.length ?? 0) > 0} />}
        {invoices && <InvoicesRow accountId={accountId} invoices={invoices} />}
        {details && <DetailsRow {...details} />}
      </dl>
    </>
  )
}
