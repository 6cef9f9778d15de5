import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { preconnect } from 'react-dom'
import { can } from '@/lib/ability'
import { listOwners } from '@/lib/accounts/list-owners'
import { listActivity } from '@/lib/audit/list-activity'
import { listReportedKeys } from '@/lib/audit/list-reported-keys'
import { currentUser } from '@/lib/auth/current-user'
import type { SessionUser } from '@/lib/auth/find-session'
import { env } from '@/lib/env'
import { findSummary } from '@/lib/summary/find-summary'
import type { Summary } from '@/lib/summary/summary'
import { queryingPage } from '../querying-page'
import { Alert } from '../ui/alert'
import { InlineCode } from '../ui/inline-code'
import { AccountCard } from './account-card'
import { findPostedFailure } from './failure-message'
import { ReloadAfterBack } from './reload-after-back'
import { SHOWN } from './summary/show-figures'

export const metadata: Metadata = { title: 'Billing', robots: { index: false } }

/** Events shown per account; /billing/activity has the rest. */
const LATEST = 5

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default queryingPage(async function BillingPage({ searchParams }: Props) {
  const user = await currentUser()
  const query = await searchParams
  // A button was clicked after the session had ended.
  const ended = query.error === 'UNAUTHORIZED' ? '&error=SessionEnded' : ''
  if (!user) redirect(`/sign-in?callbackUrl=%2Fbilling${ended}`)

  const { memberships } = user
  const failure = findPostedFailure(query)
  const summaries = startSummaries(user)
  const streamsFigures = query.figures !== SHOWN
  preconnectPortal()
  const owned = memberships.filter(({ role }) => can(role, 'activity:read')).map(({ account }) => account.id)
  const refused = memberships
    .filter(({ role }) => !can(role, 'billing:manage'))
    .map(({ account }) => account.id)
  const [activity, reported, owners] = await Promise.all([
    listActivity(owned, { limit: LATEST }),
    listReportedKeys(owned),
    listOwners(refused),
  ])
  const failedCard = memberships.find(({ account }) => account.id === failure?.accountId)

  return (
    <div className="mx-auto max-w-2xl px-5 py-10 sm:py-14">
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">Billing</h1>
      <p className="mt-5 leading-snug">
        <span className="block text-ink-soft text-sm">Signed in as</span>
        <bdi className="font-medium [overflow-wrap:anywhere]">{user.name ?? user.email}</bdi>
        {user.name && user.email && user.name !== user.email && (
          <span className="block text-ink-soft text-sm [overflow-wrap:anywhere]">{user.email}</span>
        )}
      </p>

      {failure && !failedCard && (
        <div className="mt-8">
          <Alert>{failure.message}</Alert>
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
              failure={account === failedCard?.account ? (failure?.message ?? null) : null}
              activity={
                owned.includes(account.id) ? activity.filter((event) => event.accountId === account.id) : null
              }
              summary={summaries.get(account.id) ?? null}
              streamsFigures={streamsFigures}
              reported={reported.filter((key) => key.accountId === account.id)}
              owners={owners.filter((owner) => owner.accountId === account.id)}
            />
          ))}
        </ul>
      )}
      {summaries.size > 0 && <ReloadAfterBack />}
    </div>
  )
})

/** Starts reading the figures that the person may see. They are streamed, so the page does not wait. */
function startSummaries({ memberships }: SessionUser): ReadonlyMap<string, Promise<Summary>> {
  const configuration = env().stripe.portalConfiguration
  return new Map(
    memberships.flatMap(({ role, account: { id, stripeCustomerId } }) =>
      stripeCustomerId && can(role, 'billing:manage')
        ? [[id, findSummary(stripeCustomerId, { accountId: id, configuration })] as const]
        : [],
    ),
  )
}

/** Lets the browser connect to the portal before a click. */
function preconnectPortal(): void {
  const { apiBaseUrl, portalHosts } = env().stripe
  // Only the local Stripe stand-in has its portal on http.
  const scheme = apiBaseUrl?.startsWith('http:') ? 'http' : 'https'
  if (portalHosts[0]) preconnect(`${scheme}://${portalHosts[0]}`)
}

function NoAccounts({ email }: { email: string | null }) {
  return (
    <div className="card mt-8 border-dashed p-6 sm:p-8">
      <h2 className="font-semibold text-xl tracking-tight">You are not on a billing account yet</h2>
      {email ? (
        <p className="mt-2 text-ink-soft leading-relaxed [overflow-wrap:anywhere]">
          No account has {email}, your sign-in address. Ask an owner of your company’s billing account, or
          your administrator, to add it, or sign in with another address.
        </p>
      ) : (
        UNCONFIRMED.map((text) => (
          <p key={text} className="mt-2 text-ink-soft leading-relaxed">
            <InlineCode text={text} />
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
