import { expect, test } from 'vitest'
import { timeAgo } from './moment'

const now = new Date('2026-11-25T12:00:00Z')

test.each([
  ['2026-11-25T11:59:01Z', 'just now'],
  // The other clock may be slightly ahead.
  ['2026-11-25T12:00:30Z', 'just now'],
  ['2026-11-25T11:59:00Z', '1 minute ago'],
  ['2026-11-25T09:00:01Z', '2 hours ago'],
  ['2026-11-24T11:00:00Z', '1 day ago'],
  ['2025-11-25T12:00:00Z', '365 days ago'],
])('%s was %s', (date, text) => {
  expect(timeAgo(new Date(date), now)).toBe(text)
})
