import { expect, test } from 'vitest'
import { callbackPath } from './callback-path'

const own = 'https://billing.example.com'

test.each([
  ['/billing?error=FORBIDDEN', '/billing?error=FORBIDDEN'],
  ['/docs#errors', '/docs#errors'],
  ['https://billing.example.com/api-keys', '/api-keys'],
])('redirects to %s after sign-in', (requested, path) => {
  expect(callbackPath(requested, own)).toBe(path)
})

test.each([
  ['another site', 'https://evil.example/billing'],
  ['a host without a scheme', '//evil.example'],
  ['a backslash', '/\\evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['another port', 'https://billing.example.com:8443/'],
  ['a user name', 'https://billing.example.com@evil.example/'],
  ['a line break', '/\n/evil.example'],
  ['the sign-in page itself', '/sign-in?callbackUrl=/sign-in'],
  ['the sign-out page', '/sign-out'],
  ['an API URL', '/api/auth/signout'],
  ['a parameter given twice', ['/docs', '/billing']],
  ['nothing', undefined],
])('redirects to the billing page instead of %s', (_, requested) => {
  expect(callbackPath(requested, own)).toBe('/billing')
})
