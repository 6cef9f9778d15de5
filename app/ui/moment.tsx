const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })

/**
 * A time in UTC, because the server does not know the reader's time zone: “25 Nov 2026, 14:02 UTC”, or only
 * the day.
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

/** Largest first. Months and years vary in length, so days are the largest unit. */
const UNITS = [
  { ms: 24 * 60 * MINUTE_MS, name: 'day' },
  { ms: 60 * MINUTE_MS, name: 'hour' },
  { ms: MINUTE_MS, name: 'minute' },
] as const

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** How long ago a date was, rounded down: “3 hours ago”, or “just now” within a minute. */
export function timeAgo(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime()
  const unit = UNITS.find(({ ms }) => past >= ms)
  return unit ? RELATIVE.format(-Math.floor(past / unit.ms), unit.name) : 'just now'
}
