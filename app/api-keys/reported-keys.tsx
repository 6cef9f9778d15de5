import type { ReportedKey } from '@/lib/audit/list-reported-keys'
import { Moment } from '../ui/moment'
import { KeyTitle } from './key-title'

/** Warns that keys of the account were found, reported and revoked. */
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
          because someone found and reported it.
        </p>
      ))}
      <p>
        Find out where it leaked, create a new key for the program that used it, and check the activity for
        anything you do not recognize.
      </p>
    </section>
  )
}
