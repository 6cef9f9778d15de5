import type { Activity } from '@/lib/audit/list-activity'
import { Moment } from '../ui/moment'
import { activitySentence } from './activity-sentence'

/** Events with their actor, time and origin, newest first. */
export function ActivityList({ events }: { events: readonly Activity[] }) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {events.map((event) => (
        <li key={event.id} className="py-3 text-[0.9375rem] leading-relaxed">
          <p className="[overflow-wrap:anywhere]">
            {activitySentence(event).map(({ kind, text }, index) =>
              kind === 'name' ? (
                <bdi key={index} className="font-medium">
                  {text}
                </bdi>
              ) : (
                text
              ),
            )}
          </p>
          <p className="flex flex-wrap gap-x-3 text-ink-soft text-sm [overflow-wrap:anywhere]">
            <Moment date={event.createdAt} />
            {event.browser && <span>{event.browser}</span>}
            {event.address && <span>{event.address}</span>}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** An account's latest events, collapsed, with a link to the rest. For owners. */
export function LatestActivity({
  account,
  events,
}: {
  account: { id: string; name: string }
  events: readonly Activity[]
}) {
  return (
    <details className="mt-6 border-line border-t pt-3">
      <summary className="w-fit cursor-pointer rounded-lg py-2 text-ink-soft hover:text-ink">
        Activity<span className="sr-only"> of {account.name}</span>
      </summary>
      <div className="mt-2 grid gap-3">
        {events.length > 0 && <ActivityList events={events} />}
        <p className="text-ink-soft text-sm leading-relaxed">
          {events.length === 0 ? 'Nothing has been recorded yet. ' : ''}
          API calls are not listed. Each API key shows when it was last used.{' '}
          {events.length > 0 && (
            <a href={`/billing/activity?${new URLSearchParams({ account: account.id })}`} className="link">
              All activity<span className="sr-only"> of {account.name}</span>
            </a>
          )}
        </p>
      </div>
    </details>
  )
}
