import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redirectTarget } from './redirect-target'

const OWN = 'https://billing.example.com'

test.each([
  ['/billing', `${OWN}/billing`],
  ['/billing?a=1#b', `${OWN}/billing?a=1#b`],
  [`${OWN}/api-keys`, `${OWN}/api-keys`],
  [`${OWN}:443/api-keys`, `${OWN}/api-keys`],
  ['billing', `${OWN}/billing`],
  // Relative to an https page, browsers read this as a path.
  ['https:evil.example', `${OWN}/evil.example`],
  [`https://user:password@billing.example.com/billing`, `${OWN}/billing`],
])('allows %j', (requested, target) => {
  expect(redirectTarget(requested, OWN)).toBe(target)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  'https://billing.example.com.evil.example/',
  'https://billing.example.com@evil.example/',
  'http://billing.example.com/',
  'https://billing.example.com:8443/',
  'javascript:alert(1)',
  'data:text/html,hello',
  'https://[',
  'blob:https://billing.example.com/billing',
  'filesystem:https://billing.example.com/billing',
])('returns the origin instead of %j', (requested) => {
  expect(redirectTarget(requested, OWN)).toBe(OWN)
})

test('never returns another origin and never throws', () => {
  const spelling = fc.constantFrom(
    '/',
    '\\',
    ':',
    '@',
    '.',
    '\t',
    '\n',
    '%2f',
    'https',
    'blob',
    'https://billing.example.com',
    'evil.example',
    'billing.example.com',
    '#',
    '?',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.array(spelling).map((parts) => parts.join('')),
      ),
      (requested) => {
        expect(redirectTarget(requested, OWN)).toMatch(/^https:\/\/billing\.example\.com(?:$|\/)/)
      },
    ),
    { numRuns: 1_000 },
  )
})
