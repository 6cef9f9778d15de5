import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

const page = {
  pathname: '/billing',
  nonce: 'bm9uY2U=',
  ownOrigin: 'http://localhost:3000',
  portalHosts: ['billing.stripe.com', 'billing.example.com'],
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

test('allows nothing that it does not name, and no frame around the page', () => {
  expect(directive('default-src')).toBe("'none'")
  expect(directive('frame-ancestors')).toBe("'none'")
  expect(directive('base-uri')).toBe("'none'")
})

test('lets the button’s form lead to the portal and nowhere else', () => {
  expect(directive('form-action')).toBe("'self' billing.stripe.com billing.example.com")
})

test.each(['/sign-in', '/sign-in/other-way'])(
  'lets a form on %s lead to the identity provider and on from there',
  (pathname) => {
    expect(directive('form-action', { pathname })).toBe(
      "'self' https: http://localhost:3000 http://localhost:4000",
    )
  },
)

test('eases scripts and styles for the development server alone', () => {
  const strict = contentSecurityPolicy(page)
  expect(strict).not.toMatch(/unsafe|ws:/)
  expect(directive('script-src', { development: true })).toContain("'unsafe-eval'")
})
