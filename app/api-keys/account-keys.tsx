import { MAX_LIVE_KEYS } from '@/lib/api-keys/create-api-key'
import type { ListedKey, ListedKeys } from '@/lib/api-keys/list-api-keys'
import type { ReportedKey } from '@/lib/audit/list-reported-keys'
import type { CallerAccount } from '@/lib/caller'
import { AccountSwitcher } from '../ui/account-switcher'
import { KeyRow } from './key-row'
import { ReportedKeys } from './reported-keys'

type Props = {
  account: CallerAccount
  /** The accounts that the person can switch to. */
  all: readonly CallerAccount[]
  keys: ListedKeys
  reported: readonly ReportedKey[]
}

/** The API keys of one account. */
export function AccountKeys({ account, all, keys: { live, ended, endedCount }, reported }: Props) {
  const now = new Date()
  const create = `/api-keys/new?${new URLSearchParams({ account: account.id })}`
  const isFull = live.length >= MAX_LIVE_KEYS
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
            {live.length} of {MAX_LIVE_KEYS} keys.{' '}
            {isFull && 'Revoke a key that is no longer used before you create another. '}
            Last use is recorded at most once a minute.
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
        A program sends a key with each request and gets the URL of a billing portal session for this account.
        The{' '}
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

/** The most recent revoked and expired keys, collapsed. */
function EndedKeys({ keys, count, now }: { keys: readonly ListedKey[]; count: number; now: Date }) {
  if (count === 0) return null
  return (
    <details className="mt-10">
      <summary className="w-fit cursor-pointer rounded-lg py-2 text-ink-soft hover:text-ink">
        {count.toLocaleString('en')} revoked or expired {count === 1 ? 'key' : 'keys'}
      </summary>
      <ul className="card mt-3 divide-y divide-line">
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} now={now} />
        ))}
      </ul>
      {count > keys.length && (
        <p className="mt-3 px-1 text-ink-soft text-sm">The last {keys.length} are shown.</p>
      )}
    </details>
  )
}
