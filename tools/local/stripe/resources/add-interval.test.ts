import { expect, test } from 'vitest'
import { addInterval } from './add-interval'

const at = (text: string) => Date.parse(`${text}T10:00:00Z`) / 1000

test.each([
  ['2026-01-31', 'month', 1, '2026-02-28'],
  ['2028-01-31', 'month', 1, '2028-02-29'],
  ['2026-01-31', 'month', 2, '2026-03-31'],
  ['2026-12-15', 'month', 1, '2027-01-15'],
  ['2028-02-29', 'year', 1, '2029-02-28'],
  ['2026-03-28', 'week', 1, '2026-04-04'],
  ['2026-12-31', 'day', 1, '2027-01-01'],
] as const)('%s plus a %s, %i times, is %s', (start, interval, count, end) => {
  expect(addInterval(at(start), interval, count)).toBe(at(end))
})
