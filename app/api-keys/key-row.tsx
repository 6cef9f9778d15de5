import type { ReactNode } from 'react'
import { keyMarks, keyState } from '@/lib/api-keys/key-state'
import type { ListedKey } from '@/lib/api-keys/list-api-keys'
import { Moment, timeAgo } from '../ui/moment'

const STATES = { active: 'Active', replaced: 'Rotated', expired: 'Expired', revoked: 'Revoked' } as const

/** One key with its state, its facts and its actions. */
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
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_9.5rem] sm:items-end">
        <KeyFacts apiKey={apiKey} now={now} />
        {isLive && (
          <p className="-mx-3 -mb-2 flex text-[0.9375rem] sm:justify-end">
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
      </div>
    </li>
  )
}

function KeyFacts({ apiKey, now }: { apiKey: ListedKey; now: Date }) {
  const { createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = apiKey
  return (
    <dl className="grid min-w-0 gap-x-6 gap-y-2 text-[0.9375rem] sm:grid-cols-3">
      <Fact term="Created">
        <Moment date={createdAt} precision="day" />
        <span className="block text-ink-soft text-sm [overflow-wrap:anywhere]">
          by {createdBy === null ? 'an administrator or a former user' : <bdi>{createdBy}</bdi>}
        </span>
      </Fact>
      <Fact term="Last used">
        {lastUsedAt ? <time dateTime={lastUsedAt.toISOString()}>{timeAgo(lastUsedAt, now)}</time> : 'Never'}
      </Fact>
      {revokedAt ? (
        <Fact term="Revoked">
          <Moment date={revokedAt} precision="day" />
        </Fact>
      ) : (
        <Fact term={expiresAt && expiresAt <= now ? 'Expired' : 'Expires'}>
          {expiresAt ? (
            <Moment date={expiresAt} precision={isFarOff(expiresAt, now) ? 'day' : 'minute'} />
          ) : (
            'Never'
          )}
        </Fact>
      )}
    </dl>
  )
}

/** Whether the day is precise enough. */
function isFarOff(date: Date, now: Date): boolean {
  return Math.abs(date.getTime() - now.getTime()) > 2 * 24 * 60 * 60 * 1000
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[5.5rem_1fr] items-baseline gap-x-2 sm:block">
      <dt className="text-ink-soft text-sm">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
