import { expect, test } from 'vitest'
import { redact } from './log'

test.each([
  'sk_test_abc123',
  'rk_live_abc123',
  'whsec_abc123',
  'orbitkit_AbCdEf123',
  'https://billing.stripe.com/p/session/test_YWNjdF8x',
  'http://127.0.0.1:9000/p/session/test_abc',
  'postgresql://user:password@127.0.0.1:5432/billing',
  'olivia@example.com',
])('hides %s wherever it stands in a line', (secret) => {
  const line = redact(`before "${secret}" after`)
  expect(line).toContain('[redacted]')
  expect(line).not.toContain(secret)
  expect(line).toMatch(/^before ".*" after$/)
})

test('leaves ordinary words alone', () => {
  const line = 'The customer of account cmabc123 at http://localhost:3000/billing is stale.'
  expect(redact(line)).toBe(line)
})
