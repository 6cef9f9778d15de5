import { expect, test } from 'vitest'
import { closestLifetime } from './choices'

const DAY_MS = 86_400_000

test.each([
  [null, 'never'],
  [1, '30'],
  [30, '30'],
  [31, '90'],
  [90, '90'],
  [91, '365'],
  [3_650, '365'],
])('a key with a lifetime of %s days is replaced by one with %s by default', (days, lifetime) => {
  const createdAt = new Date('2026-01-01T00:00:00Z')
  expect(
    closestLifetime(createdAt, days === null ? null : new Date(createdAt.getTime() + days * DAY_MS)),
  ).toBe(lifetime)
})
