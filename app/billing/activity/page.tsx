import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { listOwners } from '@/lib/accounts/list-owners'
import { listActivity } from '@/lib/audit/list-activity'
import { KEPT_DAYS } from '@/lib/audit/recording'
import { chooseAccount } from '../../choose-account'
import { queryingPage } from '../../querying-page'
import { RECORD_ID } from '../../record-id'
import { requireUser } from '../../require-user'
import { AccountSwitcher } from '../../ui/account-switcher'
import { NoAccess } from '../../ui/no-access'
import { WhomToAsk } from '../../ui/whom-to-ask'
import { ActivityList } from '../activity'

export const metadata: Metadata = { title: 'Activity', robots: { index: false } }

const PER_PAGE = 50

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function ActivityPage({ searchParams }: Props) {
  const user = await requireUser('/billing/activity')
  const { account: requested, before } = await searchParams
  const choice = chooseAccount(user.memberships, requested, 'activity:read')
  if (choice.kind === 'not-found') notFound()
  const heading = <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Activity</h1>
  if (choice.kind !== 'chosen')
    return (
      <div className="mx-auto max-w-2xl px-5 py-10 sm:py-14">
        {heading}
        <NoAccess title="Activity is for owners">
          Ask{' '}
          <WhomToAsk owners={choice.kind === 'not-allowed' ? await listOwners([choice.account.id]) : []} /> if
          you need to know what happened.
        </NoAccess>
      </div>
    )

  const { account, all } = choice
  const cursor = typeof before === 'string' && RECORD_ID.test(before) ? before : null
  // One extra event shows whether there is a next page.
  const found = await listActivity([account.id], { limit: PER_PAGE + 1, before: cursor })
  const events = found.slice(0, PER_PAGE)
  const last = found.length > PER_PAGE ? events.at(-1) : undefined
  const page = (query: object) =>
    `/billing/activity?${new URLSearchParams({ account: account.id, ...query })}`
  return (
    <div className="mx-auto max-w-2xl px-5 py-10 sm:py-14">
      {heading}
      <div className="mt-3">
        <AccountSwitcher account={account} all={all} path="/billing/activity" />
      </div>
      <p className="mt-6 text-ink-soft leading-relaxed">
        What people did on these pages and what your administrator did in the last {KEPT_DAYS} days. API calls
        are not listed. Each API key shows when it was last used.
      </p>
      <div className="mt-6">
        {events.length > 0 ? (
          <ActivityList events={events} />
        ) : (
          <p>Nothing {cursor ? 'older is kept' : 'has been recorded yet'}.</p>
        )}
      </div>
      <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
        {cursor && (
          <a href={page({})} className="button button-quiet">
            Newest
          </a>
        )}
        {last && (
          <a href={page({ before: last.id })} className="button button-quiet">
            Older
          </a>
        )}
      </nav>
    </div>
  )
})
