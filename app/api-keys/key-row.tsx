import { keyMarks, keyState } from '@/lib/api-keys/key-state'
import type { ListedKey } from '@/lib/api-keys/list-api-keys'
import { Moment } from '../ui/moment'
import { timeAgo } from '../ui/time-ago'

const STATES = { active: 'Active', replaced: 'Rotated', expired: 'Expired', revoked: 'Revoked' } as const

/** One key: what it is called, how it is used, what to notice about it, and what can be done with it. */
export function KeyRow({ apiKey, now }: { apiKey: ListedKey; now: Date }) {
  const { id, name, start, isLive } = apiKey
  const state = keyState(apiKey, now)
  const title = `key-${id}`
  return (
    <li aria-labelledby={title} className="grid gap-3 p-5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 id={title} className="font-medium [overflow-wrap:anywhere]">
            <bdi>{name}</bdi>
          </h3>
          <p className="mt-0.5 font-mono text-[0.8125rem] text-ink-soft">{start}…</p>
        </div>
        <p className="flex flex-wrap gap-1.5">
          <span className="badge">{STATES[state]}</span>
          {isLive &&
            keyMarks(apiKey, now).map((mark) => (
              <span key={mark} className={`badge ${mark.startsWith('expires') ? 'badge-warning' : ''}`}>
                {mark}
              </span>
            ))}
        </p>
      </div>
      <KeyFacts apiKey={apiKey} now={now} />
      {isLive && (
        <p className="-mx-3 -mb-2 flex flex-wrap text-[0.9375rem]">
          {state === 'active' && (
            <a href={`/api-keys/${id}/rotate`} aria-describedby={title} className="button button-plain">
              Rotate
            </a>
          )}
          <a href={`/api-keys/${id}/revoke`} aria-describedby={title} className="button button-plain">
            Revoke
          </a>
        </p>
      )}
    </li>
  )
}

function KeyFacts({ apiKey, now }: { apiKey: ListedKey; now: Date }) {
  const { createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = apiKey
  return (
    <dl className="grid gap-x-6 gap-y-2 text-[0.9375rem] sm:grid-cols-3">
      <Fact term="Created">
        <Moment date={createdAt} precision="day" />
        <span className="block text-ink-soft text-sm [overflow-wrap:anywhere]">
          by {createdBy === null ? 'an operator or a former user' : <bdi>{createdBy}</bdi>}
        </span>
      </Fact>
      <Fact term="Last used">
        {lastUsedAt ? <time dateTime={lastUsedAt.toISOString()}>{timeAgo(lastUsedAt, now)}</time> : 'Never'}
      </Fact>
      {revokedAt ? (
        <Fact term="Revoked">
          <Moment date={revokedAt} />
        </Fact>
      ) : (
        <Fact term={expiresAt && expiresAt <= now ? 'Expired' : 'Expires'}>
          {expiresAt ? <Moment date={expiresAt} /> : 'Never'}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
