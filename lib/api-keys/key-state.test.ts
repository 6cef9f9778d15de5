import { expect, test } from 'vitest'
import { keyMarks, keyState } from './key-state'

const DAY_MS = 86_400_000
const now = new Date('2026-11-25T12:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * DAY_MS)

const good = { createdAt: days(-10), lastUsedAt: days(-1), expiresAt: days(30), revokedAt: null }

test.each([
  ['a used key with a month left', {}, []],
  ['one that never expires', { expiresAt: null }, ['never expires']],
  ['one with a little more than a week', { expiresAt: days(7.01) }, []],
  ['one with a week', { expiresAt: days(7) }, ['expires in 7 days']],
  ['one with a day and a bit', { expiresAt: days(1.1) }, ['expires in 2 days']],
  ['one with an hour', { expiresAt: days(1 / 24) }, ['expires within a day']],
  ['one last used 89 days ago', { createdAt: days(-300), lastUsedAt: days(-89) }, []],
  ['one last used 90 days ago', { createdAt: days(-300), lastUsedAt: days(-90) }, ['unused for 90 days']],
  ['an old one that was never used', { createdAt: days(-90), lastUsedAt: null }, ['unused for 90 days']],
  ['a new one that was never used', { createdAt: now, lastUsedAt: null }, []],
  [
    'an old one that never expires and was never used',
    { createdAt: days(-300), lastUsedAt: null, expiresAt: null },
    ['never expires', 'unused for 90 days'],
  ],
])('marks %s correctly', (_, change, marks) => {
  expect(keyMarks({ ...good, ...change }, now)).toEqual(marks)
})

test.each([
  ['active', {}],
  ['active', { expiresAt: null }],
  ['replaced', { isReplaced: true }],
  ['expired', { expiresAt: now, isReplaced: true }],
  ['revoked', { revokedAt: now, expiresAt: days(-1), isReplaced: true }],
])('is %s with %j', (state, change) => {
  expect(keyState({ ...good, isReplaced: false, ...change }, now)).toBe(state)
})
