const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })

/**
 * A point in time, in UTC, because a server does not know where its reader is: “25 Nov 2026, 14:02 UTC”, or
 * the day alone.
 */
export function Moment({ date, precision = 'minute' }: { date: Date; precision?: 'day' | 'minute' }) {
  const day = DAY.format(date)
  return (
    <time dateTime={date.toISOString()}>
      <span className="whitespace-nowrap">{precision === 'day' ? day : `${day},`}</span>
      {precision === 'minute' && (
        <>
          {' '}
          <span className="whitespace-nowrap">{TIME.format(date)} UTC</span>
        </>
      )}
    </time>
  )
}

const MINUTE_MS = 60_000

/**
 * From the largest unit down: how long it is, and its name. Months and years have no one length, so days are
 * counted on.
 */
const UNITS = [
  { ms: 24 * 60 * MINUTE_MS, name: 'day' },
  { ms: 60 * MINUTE_MS, name: 'hour' },
  { ms: MINUTE_MS, name: 'minute' },
] as const

const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** How long ago something was, in whole units rounded down: “3 hours ago”, “just now” within a minute. */
export function timeAgo(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime()
  const unit = UNITS.find(({ ms }) => past >= ms)
  return unit ? WORDS.format(-Math.floor(past / unit.ms), unit.name) : 'just now'
}
