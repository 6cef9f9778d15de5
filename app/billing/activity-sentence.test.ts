import { expect, test } from 'vitest'
import { AUDIT_ACTIONS } from '@/lib/audit/event'
import { activitySentence } from './activity-sentence'

const event = {
  action: 'key.revoked',
  actor: 'USER' as const,
  actorName: 'Olivia Owner',
  subject: 'Back office',
  detail: 'orbitkit_abcd',
}
const sentence = (change: object = {}) =>
  activitySentence({ ...event, ...change })
    .map(({ text }) => text)
    .join('')

test('says who did what to which key', () => {
  expect(sentence()).toBe('Olivia Owner revoked the API key Back office (orbitkit_abcd…)')
})

test('separates names from text, because names may be written right to left', () => {
  const names = activitySentence(event).filter(({ kind }) => kind === 'name')
  expect(names.map(({ text }) => text)).toEqual(['Olivia Owner', 'Back office'])
})

test('names roles, and says “someone” without a name', () => {
  const changed = { action: 'member.role_changed', subject: 'ada@example.com', detail: 'BILLING' }
  expect(sentence(changed)).toBe('Olivia Owner made ada@example.com a billing member')
  expect(sentence({ action: 'member.removed', subject: null })).toBe('Olivia Owner removed someone')
})

test.each([
  [{ actor: 'OPERATOR', actorName: null }, /^The administrator revoked/],
  [{ actor: 'FINDER', actorName: null, action: 'key.reported' }, /^Someone found and reported/],
  [{ actorName: null }, /^A former user revoked/],
])('names an actor who is not or no longer a user: %j', (change, start) => {
  expect(sentence(change)).toMatch(start)
})

test('has a sentence for every action, and shows an unknown action as is', () => {
  for (const action of AUDIT_ACTIONS) expect(sentence({ action })).not.toContain(action)
  expect(sentence({ action: 'account.renamed', detail: null })).toBe(
    'Olivia Owner account.renamed Back office ',
  )
})
