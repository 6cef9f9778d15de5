import { expect, test } from 'vitest'
import { IDEMPOTENCY_WINDOW_S, readIdempotencyKey, stripeIdempotencyKey } from './idempotency-key'

const from = {
  caller: 'key:1',
  key: 'order-1',
  serverChosen: ['bpc_1'],
  storedFailures: 0,
  now: new Date('2026-01-01T00:00:00Z'),
}
const derived = stripeIdempotencyKey('secret', from)

test('a repeat within the window is the same key at Stripe', () => {
  const later = new Date(from.now.getTime() + (IDEMPOTENCY_WINDOW_S - 1) * 1_000)
  expect(stripeIdempotencyKey('secret', { ...from, now: later })).toBe(derived)
})

test.each([
  ['another caller', { caller: 'key:2' }],
  ['another kind of caller with the same id', { caller: 'user:1' }],
  ['another key', { key: 'order-2' }],
  ['another portal configuration', { serverChosen: ['bpc_2'] }],
  ['a stored failure', { storedFailures: 1 }],
  ['the next window', { now: new Date('2026-01-01T00:05:00Z') }],
])('%s is another key at Stripe', (_, change) => {
  expect(stripeIdempotencyKey('secret', { ...from, ...change })).not.toBe(derived)
})

test('the key needs the secret, and fits Stripe’s 255 characters', () => {
  expect(stripeIdempotencyKey('other', from)).not.toBe(derived)
  expect(derived).not.toContain(from.key)
  expect(derived.length).toBeLessThanOrEqual(255)
})

test.each(['a', 'a'.repeat(255), '3f1c9a3e-5a55-4f6e-9b0a-0f5f5b7f8f11', '!~', 'two words'])(
  'reads %.20s',
  (key) => {
    expect(readIdempotencyKey(new Headers({ 'Idempotency-Key': key }))).toBe(key)
  },
)

test.each(['', 'a'.repeat(256), 'ü', '\u00a0'])('refuses %j', (key) => {
  expect(() => readIdempotencyKey(new Headers({ 'Idempotency-Key': key }))).toThrow('1 to 255')
})

test('without the header there is no key', () => {
  expect(readIdempotencyKey(new Headers())).toBeNull()
})
