import { type ReactNode, Suspense } from 'react'
import { can } from '@/lib/ability'
import type { ListedOwner } from '@/lib/accounts/list-owners'
import type { Activity } from '@/lib/audit/list-activity'
import type { ReportedKey } from '@/lib/audit/list-reported-keys'
import type { CallerAccount } from '@/lib/caller'
import type { Summary } from '@/lib/summary/summary'
import { ReportedKeys } from '../api-keys/reported-keys'
import { ROLES, type RoleName } from '../roles'
import { WhomToAsk } from '../ui/whom-to-ask'
import { LatestActivity } from './activity'
import { PortalButton } from './portal-button'
import { AccountSummary } from './summary/account-summary'
import { CustomerGone } from './summary/customer-gone'
import { QuickActions } from './summary/quick-actions'
import { ShowFigures } from './summary/show-figures'
import { SummarySkeleton } from './summary/summary-skeleton'

type Props = {
  account: CallerAccount
  role: RoleName
  /** The failure of this account's form post, if there was one. */
  failure: string | null
  /** The figures being read from Stripe. Null without a customer, or if the person may not see them. */
  summary: Promise<Summary> | null
  /** Whether the page is sent before the figures are read, and a script inserts them. */
  streamsFigures: boolean
  /** The latest events, or null if the person may not see them. */
  activity: readonly Activity[] | null
  /** Keys that were found and reported. */
  reported: readonly ReportedKey[]
  /** Its owners, shown to a person who may not manage billing. */
  owners: readonly ListedOwner[]
}

/** One billing account: its name, the visitor's role in it, and what they may do. */
export function AccountCard({ activity, reported, ...rest }: Props) {
  const { account, role } = rest
  const headingId = `account-${account.id}`
  return (
    <li className="card min-w-0 p-6 [overflow-wrap:anywhere] sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={headingId} className="min-w-0 font-semibold text-xl tracking-tight">
          <bdi>{account.name}</bdi>
        </h2>
        <p className="text-ink-soft text-sm">
          <span className="sr-only">Your role: </span>
          {ROLES[role].label}
        </p>
      </div>
      <div className="mt-5">
        <Access {...rest} headingId={headingId} />
      </div>
      <p className="mt-5 flex flex-wrap gap-x-6 gap-y-2">
        <a href={`/members?${new URLSearchParams({ account: account.id })}`} className="link">
          Members<span className="sr-only"> of {account.name}</span>
        </a>
        {can(role, 'keys:manage') && (
          <a href={`/api-keys?${new URLSearchParams({ account: account.id })}`} className="link">
            API keys<span className="sr-only"> of {account.name}</span>
          </a>
        )}
      </p>
      <ReportedKeys keys={reported} />
      {activity && <LatestActivity account={account} events={activity} />}
    </li>
  )
}

type AccessProps = Omit<Props, 'activity' | 'reported'> & { headingId: string }

function Access({ account, role, failure, summary, streamsFigures, headingId, owners }: AccessProps) {
  // Checked first: a plain member does not learn whether there is a customer.
  if (!can(role, 'billing:manage'))
    return (
      <p className="text-ink-soft leading-relaxed">
        Only owners and billing members can manage billing. Ask <WhomToAsk owners={owners} /> to make you a
        billing member.
      </p>
    )
  if (!summary)
    return (
      <>
        <p className="font-medium">No billing account yet</p>
        <p className="mt-1 text-ink-soft leading-relaxed">
          There are no invoices or payment methods for <bdi>{account.name}</bdi> yet. If you expected some,
          ask your administrator to connect the account to its Stripe customer.
        </p>
      </>
    )
  const isStale = account.customerStaleAt !== null
  const parts = { accountId: account.id, describedBy: headingId, summary }
  return (
    <div className="group/access grid gap-5">
      <div className="flex flex-wrap gap-3 group-has-[[data-gone]]/access:hidden">
        <PortalButton
          accountId={account.id}
          label="Manage billing"
          describedBy={headingId}
          failure={failure}
        />
        <Later isStreamed={streamsFigures} fallback={<span className="needs-script h-11 w-full sm:hidden" />}>
          <QuickActions {...parts} />
        </Later>
      </div>
      <Later isStreamed={streamsFigures} fallback={<SummaryFallback isStale={isStale} />}>
        <AccountSummary {...parts} isStale={isStale} />
      </Later>
    </div>
  )
}

type LaterProps = { isStreamed: boolean; fallback: ReactNode; children: ReactNode }

const Later = ({ isStreamed, fallback, children }: LaterProps) =>
  isStreamed ? <Suspense fallback={fallback}>{children}</Suspense> : children

const SummaryFallback = ({ isStale }: { isStale: boolean }) => (
  <>
    {isStale ? <CustomerGone /> : <SummarySkeleton />}
    <ShowFigures />
  </>
)
