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
  /** Whether Stripe did not know the customer the last time. */
  isStale: boolean
  summary: Promise<Summary>
}

/** An account's figures, for owners and billing members; nothing where Stripe does not tell them in time. */
export async function AccountSummary({ accountId, describedBy, isStale, summary }: Props) {
  const told = await summary
  if (told.kind === 'gone' || (told.kind === 'unavailable' && isStale)) return <CustomerGone />
  if (told.kind === 'unavailable') return null
  const { plans, due, paymentMethods, invoices, details } = told
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
