import type { ListedKey } from '@/lib/api-keys/list-api-keys'
import { KeyRow } from './key-row'

/** Revoked and expired keys, folded away: the last ones, however many there were. */
export function EndedKeys({ keys, count, now }: { keys: readonly ListedKey[]; count: number; now: Date }) {
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
