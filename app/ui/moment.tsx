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
