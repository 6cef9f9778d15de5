import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { can } from '@/lib/ability'
import { listOwners } from '@/lib/accounts/list-owners'
import { listActivity } from '@/lib/audit/list-activity'
import { listReportedKeys } from '@/lib/audit/list-reported-keys'
import { currentUser } from '@/lib/auth/current-user'
import { queryingPage } from '../querying-page'
import { Alert } from '../ui/alert'
import { InlineCode } from '../ui/inline-code'
import { AccountCard } from './account-card'
import { findPostedFailure } from './failure-words'

export const metadata: Metadata = { title: 'Billing', robots: { index: false } }

/** Events shown per account; /billing/activity has the rest. */
const LATEST = 5

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function BillingPage({ searchParams }: Props) {
  const user = await currentUser()
  if (!user) redirect('/sign-in?callbackUrl=%2Fbilling')

  const { memberships } = user
  const failure = findPostedFailure(await searchParams)
  const owned = memberships.filter(({ role }) => can(role, 'activity:read')).map(({ account }) => account.id)
  const others = memberships.filter(({ role }) => role !== 'OWNER').map(({ account }) => account.id)
  const [activity, reported, owners] = await Promise.all([
    listActivity(owned, { limit: LATEST }),
    listReportedKeys(owned),
    listOwners(others),
  ])
  const failedCard = memberships.find(({ account }) => account.id === failure?.accountId)

  return (
    <div className="mx-auto max-w-2xl px-5 py-10 sm:py-14">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Billing</h1>
      <p className="mt-5 leading-snug">
        <span className="block text-ink-soft text-sm">Signed in as</span>
        <bdi className="font-medium [overflow-wrap:anywhere]">{user.name ?? user.email}</bdi>
        {user.name && user.email && (
          <span className="block text-ink-soft text-sm [overflow-wrap:anywhere]">{user.email}</span>
        )}
      </p>

      {failure && !failedCard && (
        <div className="mt-8">
          <Alert>{failure.words}</Alert>
        </div>
      )}

      {memberships.length === 0 ? (
        <NoAccounts email={user.email} />
      ) : (
        <ul className="mt-8 grid gap-4">
          {memberships.map(({ account, role }) => (
            <AccountCard
              key={account.id}
              account={account}
              role={role}
              failure={account === failedCard?.account ? (failure?.words ?? null) : null}
              activity={
                owned.includes(account.id) ? activity.filter((event) => event.accountId === account.id) : null
              }
              reported={reported.filter((key) => key.accountId === account.id)}
              owners={owners.filter((owner) => owner.accountId === account.id)}
            />
          ))}
        </ul>
      )}
    </div>
  )
})

function NoAccounts({ email }: { email: string | null }) {
  return (
    <div className="card mt-8 border-dashed p-6 sm:p-8">
      <h2 className="font-semibold text-xl tracking-tight">You are not on a billing account yet</h2>
      {email ? (
        <p className="mt-2 text-ink-soft leading-relaxed [overflow-wrap:anywhere]">
          Ask an owner of your company’s billing account, or your administrator, to add {email}. Then sign in
          again.
        </p>
      ) : (
        UNCONFIRMED.map((words) => (
          <p key={words} className="mt-2 text-ink-soft leading-relaxed">
            <InlineCode text={words} />
          </p>
        ))
      )}
    </div>
  )
}

const UNCONFIRMED = [
  'Accounts are found by email address, and your identity provider has not confirmed yours. ' +
    'Confirm your address there, then sign in again.',
  'If it is already confirmed, tell your administrator. The provider has to send `email_verified`. For a ' +
    'provider that never does, such as Entra ID, see `OIDC_TRUST_EMAIL`. An address with characters ' +
    'outside ASCII cannot be used here.',
] as const
