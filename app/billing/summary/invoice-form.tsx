import type { ReactNode } from 'react'

/** A button that opens an invoice's page at Stripe. The server looks the URL up on submit. */
export function InvoiceForm({
  accountId,
  invoice,
  className,
  children,
}: {
  accountId: string
  invoice: string
  className: string
  children: ReactNode
}) {
  const action = `/api/hosted-invoice?${new URLSearchParams({ account: accountId })}`
  return (
    <form method="post" action={action} className="contents">
      <input type="hidden" name="billingAccountId" value={accountId} />
      <input type="hidden" name="invoice" value={invoice} />
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  )
}
