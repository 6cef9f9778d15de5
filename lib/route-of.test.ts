import { expect, test } from 'vitest'
import { routeOf } from './route-of'

test.each([
  ['/', '/'],
  ['/api/billing-portal', '/api/billing-portal'],
  ['/api/webhooks/stripe/', '/api/webhooks/stripe'],
  ['/members/invitations/cm1/withdraw', '/members/invitations/[id]/withdraw'],
  ['/api-keys/new', '/api-keys/new'],
  ['/api/auth/callback/oidc', '/api/auth/[...nextauth]'],
  ['/api', '/api/[[...path]]'],
  ['/api/olivia@example.com', '/api/[[...path]]'],
  ['/p/session/test_secret', '(unknown)'],
  ['/members/cm1/remove/more', '(unknown)'],
  ['//evil.example', '(unknown)'],
])('%s belongs to %s', (pathname, route) => expect(routeOf(pathname)).toBe(route))

test.each(['/_next/static/chunks/a.js', '/favicon.ico', '/icon.svg', '/apple-icon.png', '/robots.txt'])(
  '%s is a file',
  (pathname) => expect(routeOf(pathname)).toBeNull(),
)
