import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

const page = {
  pathname: '/billing',
  nonce: 'bm9uY2U=',
  ownOrigin: 'http://localhost:3000',
  stripeHosts: ['billing.stripe.com', 'billing.example.com'],
  issuer: 'http://localhost:4000/oidc',
  development: false,
}

function directive(name: string, changes: Partial<typeof page> = {}): string | undefined {
  const directives = contentSecurityPolicy({ ...page, ...changes }).split('; ')
  return directives.find((text) => text.startsWith(`${name} `))?.slice(name.length + 1)
}

test('runs only scripts that carry the nonce', () => {
  expect(directive('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'")
})

test('allows nothing by default, and no framing', () => {
  expect(directive('default-src')).toBe("'none'")
  expect(directive('frame-ancestors')).toBe("'none'")
  expect(directive('base-uri')).toBe("'none'")
})

test('lets the button’s form lead only to the portal', () => {
  expect(directive('form-action')).toBe("'self' billing.stripe.com billing.example.com")
})

test.each(['/sign-in', '/sign-in/other-way'])(
  'lets a form on %s lead to the identity provider and onwards',
  (pathname) => {
    expect(directive('form-action', { pathname })).toBe(
      "'self' https: http://localhost:3000 http://localhost:4000",
    )
  },
)

test('relaxes scripts and styles only for the development server', () => {
  const strict = contentSecurityPolicy(page)
  expect(strict).not.toMatch(/unsafe|ws:/)
  expect(directive('script-src', { development: true })).toContain("'unsafe-eval'")
})
