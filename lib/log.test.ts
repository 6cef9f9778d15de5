import { expect, test } from 'vitest'
import { logged, redact } from './log'

test.each([
  'sk_test_abc123',
  'rk_live_abc123',
  'whsec_abc123',
  'orbitkit_AbCdEf123',
  'https://billing.stripe.com/p/session/test_YWNjdF8x',
  'http://127.0.0.1:9000/p/session/test_abc',
  'https://invoice.stripe.com/i/acct_1/test_YWNjdF8x',
  'postgresql://user:password@127.0.0.1:5432/billing',
  'olivia@example.com',
  'olivia.o%27neil+tag@mail.example.co.uk',
  'ölivia@bücher.example',
  'olivia%40example.com',
])('redacts %s anywhere in a line', (secret) => {
  const line = redact(`before "${secret}" after`)
  expect(line).toContain('[redacted]')
  expect(line).not.toContain(secret)
  expect(line).toMatch(/^before ".*" after$/)
})

test.each([
  'olivia@example.com',
  'email=olivia@example.com&x=1',
  '(olivia@example.com)',
  'mailto:olivia@example.com',
])('redacts the address in %s', (text) => expect(redact(text)).not.toMatch(/olivia|example/))

test('redacts a key within a URL that may stay', () => {
  expect(redact('at http://localhost:3000/?key=sk_test_1&to=a%40b.example')).toBe(
    'at http://localhost:3000/?key=[redacted]&to=[redacted]',
  )
})

test.each(['x', 'a.', '@', 'http://', 'sk_test_', '%40'])(
  'takes no longer for a line of many %s',
  (piece) => {
    const line = piece.repeat(100_000)
    const started = performance.now()
    redact(line)
    expect(performance.now() - started).toBeLessThan(5_000)
  },
)

test('keeps ordinary words', () => {
  const line = 'The customer of account cmabc123 at http://localhost:3000/billing is stale (`npm run admin`).'
  expect(redact(line)).toBe(line)
})

test('cuts a long text without leaving half a secret', () => {
  const text = logged(`${'x'.repeat(3_990)} olivia@example.com ${'y'.repeat(100_000)}`)
  expect(text.length).toBeLessThan(4_100)
  expect(text).toMatch(/… \(\d+ characters\)$/)
  expect(text).not.toContain('olivia')
})

test('keeps a text of usual length', () => {
  expect(logged('x'.repeat(4_000))).toBe('x'.repeat(4_000))
})
