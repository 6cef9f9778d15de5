import { expect, test } from 'vitest'
import { requestWaitMs } from './request-wait'

test.each([
  [undefined, 2_000],
  [1_000, 1_000],
  [5_000, 5_000],
  // As Neon's guide to Prisma suggests for a database that has to wake up.
  [15_000, 5_000],
  [Number.POSITIVE_INFINITY, 5_000],
])('a request that is asked to wait %s ms waits %s, so that it answers within 8 s', (asked, waits) => {
  expect(requestWaitMs(asked)).toBe(waits)
})
