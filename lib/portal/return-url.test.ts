import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findReturnUrl } from './return-url'

const origins = {
  own: 'https://billing.example.com',
  allowed: ['https://app.example.com', 'http://localhost:5173'],
}
const find = (value: string) => findReturnUrl(value, origins)

test.each([
  ['/billing', 'https://billing.example.com/billing'],
  ['/', 'https://billing.example.com/'],
  ['/a?next=%2Fb#c', 'https://billing.example.com/a?next=%2Fb#c'],
  ['/über', 'https://billing.example.com/%C3%BCber'],
  ['https://billing.example.com', 'https://billing.example.com/'],
  ['https://app.example.com/team?x=1', 'https://app.example.com/team?x=1'],
  ['HTTPS://APP.example.com/team', 'https://app.example.com/team'],
  ['http://localhost:5173/', 'http://localhost:5173/'],
])('accepts %s', (value, resolved) => {
  expect(find(value)).toBe(resolved)
})

test.each([
  '',
  'billing',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https://evil.example',
  'https://billing.example.com.evil.example',
  'https://billing.example.com@evil.example',
  'https://user@billing.example.com/',
  'https://user:pass@billing.example.com/',
  'https://billing.example.com:444/',
  'http://billing.example.com/',
  'http://localhost:5174/',
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://billing.example.com/',
  'JAVASCRIPT://billing.example.com/%0aalert(1)',
  ' /billing',
  '/billing ',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://bill\ting.example.com/',
  '/%2f/evil.example',
  '/%2F%2Fevil.example',
  '/%5cevil.example',
  '/%09/evil.example',
  '/%00',
  '/..//evil.example',
  '/.//evil.example',
  'https://billing.example.com%2eevil.example/',
  'https://billing.example.com\\@evil.example/',
  '/\u0000',
  '/\ud800',
  `/${'a'.repeat(2_048)}`,
])('rejects %j', (value) => {
  expect(find(value)).toBeNull()
})

test('accepts only URLs that every parser places on an allowed origin', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '//',
    ':',
    'https:',
    'http:',
    '@',
    '.',
    '..',
    '%2f',
    '%5C',
    '%09',
    '\t',
    '\n',
    ' ',
    '?',
    '#',
    '\u0000',
    'evil.example',
    'billing.example.com',
    'app.example.com',
    'localhost:5173',
    'a',
    'ü',
    '[::1]',
    ':444',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const found = find(parts.join(''))
      if (found === null) return
      const { origin, username, password, pathname } = new URL(found)
      expect([origins.own, ...origins.allowed]).toContain(origin)
      expect(username + password).toBe('')
      expect(pathname.startsWith('//')).toBe(false)
      // A parser that decodes the path again must not find another host in it.
      expect(new URL(decodeURIComponent(pathname), origins.own).origin).toBe(origins.own)
    }),
    { numRuns: 5_000 },
  )
})
