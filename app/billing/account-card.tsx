import { ManageBillingButton } from './manage-billing-button'

const ROLES = { OWNER: 'Owner', BILLING: 'Billing member', MEMBER: 'Member' } as const

type Props = {
  account: { id: string; name: string; stripeCustomerId: string | null }
  role: keyof typeof ROLES
  /** What went wrong with this account's button before the page was loaded. */
  failure: string | null
}

/** One billing account: its name, the visitor's role in it, and what they may do. */
export function AccountCard({ account, role, failure }: Props) {
  const headingId = `account-${account.id}`
  return (
    <li className="card p-6 sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={headingId} className="min-w-0 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
          {account.name}
        </h2>
        <p className="text-ink-soft text-sm">
          <span className="sr-only">Your role: </span>
          {ROLES[role]}
        </p>
      </div>
      <div className="mt-3">
        <Access account={account} role={role} failure={failure} headingId={headingId} />
      </div>
    </li>
  )
}

function Access({ account, role, failure, headingId }: Props & { headingId: string }) {
  // Whoever may not open the portal learns that first: whether there is a customer is not theirs to know.
  if (role === 'MEMBER')
    return (
      <p className="text-ink-soft leading-relaxed">
        Only owners and billing members can manage billing. If you need to, ask an owner of {account.name} to
        make you a billing member.
      </p>
    )
  if (!account.stripeCustomerId)
    return (
      <>
        <p className="font-medium">No billing account yet</p>
        <p className="mt-1 text-ink-soft leading-relaxed">
          There are no invoices or payment methods for {account.name} so far. If you expected some, ask your
          operator to connect it to its Stripe customer.
        </p>
      </>
    )
  return (
    <div className="grid gap-5">
      <p className="text-ink-soft leading-relaxed">Invoices and payment methods, on Stripe’s own pages.</p>
      <ManageBillingButton accountId={account.id} describedBy={headingId} failure={failure} />
    </div>
  )
}
