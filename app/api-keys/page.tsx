import { GeistMono } from 'geist/font/mono'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { MOST_LIVE_KEYS } from '@/lib/api-keys/create-api-key'
import { listApiKeys } from '@/lib/api-keys/list-api-keys'
import { listReportedKeys } from '@/lib/audit/list-reported-keys'
import { currentUser } from '@/lib/auth/current-user'
import type { CallerAccount } from '@/lib/caller'
import { chooseAccount } from '../choose-account'
import { AccountSwitcher } from '../ui/account-switcher'
import { NoAccess } from '../ui/no-access'
import { EndedKeys } from './ended-keys'
import { KeyRow } from './key-row'
import { ReportedKeys } from './reported-keys'

export const metadata: Metadata = { title: 'API keys', robots: { index: false } }

type Props = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }

export default async function ApiKeysPage({ searchParams }: Props) {
  const user = await currentUser()
  if (!user) redirect('/sign-in?callbackUrl=/api-keys')
  const choice = chooseAccount(user.memberships, (await searchParams).account, 'keys:manage')
  if (choice.kind === 'not-found') notFound()

  return (
    <div className={`${GeistMono.variable} mx-auto max-w-3xl px-5 py-10 sm:py-14`}>
      <h1 className="font-semibold text-3xl tracking-tight sm:text-4xl">API keys</h1>
      {choice.kind === 'chosen' && <Keys account={choice.account} all={choice.all} />}
      {choice.kind === 'not-allowed' && (
        <NoAccess title="API keys are for owners and billing members">
          If you need one, ask an owner of <bdi>{choice.account.name}</bdi> to make it, or to make you a
          billing member.
        </NoAccess>
      )}
      {choice.kind === 'no-account' && (
        <NoAccess title="You are not on a billing account yet">
          API keys belong to an account. Ask an owner of your company’s billing account to add you.
        </NoAccess>
      )}
    </div>
  )
}

async function Keys({ account, all }: { account: CallerAccount; all: readonly CallerAccount[] }) {
  const [{ live, ended, endedCount }, reported] = await Promise.all([
    listApiKeys(account.id),
    listReportedKeys([account.id]),
  ])
  const now = new Date()
  const create = `/api-keys/new?${new URLSearchParams({ account: account.id })}`
  const isFull = live.length >= MOST_LIVE_KEYS

  return (
    <>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <AccountSwitcher account={account} all={all} path="/api-keys" />
        {live.length > 0 && !isFull && (
          <a href={create} className="button button-primary">
            Create API key
          </a>
        )}
      </div>
      <ReportedKeys keys={reported} />
      {live.length === 0 ? (
        <NoKeys create={create} />
      ) : (
        <section aria-labelledby="live" className="mt-8">
          <h2 id="live" className="sr-only">
            Active keys
          </h2>
          <ul className="card divide-y divide-line">
            {live.map((key) => (
              <KeyRow key={key.id} apiKey={key} now={now} />
            ))}
          </ul>
          <p className="mt-3 px-1 text-ink-soft text-sm leading-relaxed">
            {live.length} of {MOST_LIVE_KEYS} keys.{' '}
            {isFull && 'Revoke a key that is no longer used before you create another. '}
            Last use is recorded once a minute at most.
          </p>
        </section>
      )}
      <EndedKeys keys={ended} count={endedCount} now={now} />
    </>
  )
}

function NoKeys({ create }: { create: string }) {
  return (
    <div className="card mt-8 border-dashed p-6 sm:p-8">
      <h2 className="font-semibold text-xl tracking-tight">No active API keys</h2>
      <p className="mt-2 max-w-[60ch] text-ink-soft leading-relaxed">
        A program sends a key with each request, and gets the URL of a billing portal session for this
        account. The{' '}
        <a href="/docs" className="link">
          API reference
        </a>{' '}
        has the request.
      </p>
      <p className="mt-5">
        <a href={create} className="button button-primary">
          Create API key
        </a>
      </p>
    </div>
  )
}
