import type { ReportedKey } from '@/lib/audit/list-reported-keys'
import { Moment } from '../ui/moment'
import { KeyTitle } from './key-title'

/** Tells the people of an account that a key of theirs was found by somebody, and is revoked. */
export function ReportedKeys({ keys }: { keys: readonly ReportedKey[] }) {
  if (keys.length === 0) return null
  return (
    <section
      aria-label="Reported keys"
      className="mt-6 grid gap-2 rounded-lg border-danger border-l-4 bg-danger-soft px-4 py-3 text-[0.9375rem] leading-relaxed"
    >
      {keys.map(({ keyId, name, start, reportedAt }) => (
        <p key={keyId}>
          The API key <KeyTitle name={name} start={start} /> was revoked on <Moment date={reportedAt} />,
          because somebody found and reported it.
        </p>
      ))}
      <p>
        Find out where it leaked, create a new key for whatever used it, and look through the activity for
        what you do not know.
      </p>
    </section>
  )
}
