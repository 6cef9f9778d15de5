import { randomBytes, randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { findPageAtOrigin } from '@/lib/http/find-page-at-origin'
import { origin } from '@/lib/origin'
import { findRequestContext } from '@/lib/request-context'
import { INVOICE_HOST } from '@/lib/stripe/stripe-page-url'

/** 128 bits, the minimum of https://www.w3.org/TR/CSP3/#security-nonces. */
const NONCE_BYTES = 16

/**
 * Gives each page its Content-Security-Policy and its request ID. The policy is set here because only a proxy
 * can both send a fresh nonce and pass it to Next's renderer, which reads it from the request header of that
 * name. On Vercel it also redirects to the origin first. No access decision is made here.
 */
export function proxy(request: NextRequest): NextResponse {
  const page = findPageAtOrigin(request)
  if (page) return NextResponse.redirect(page)
  const { stripe, auth, development } = env()
  const policy = contentSecurityPolicy({
    pathname: request.nextUrl.pathname,
    nonce: randomBytes(NONCE_BYTES).toString('base64'),
    ownOrigin: origin(),
    stripeHosts: [...stripe.portalHosts, INVOICE_HOST],
    issuer: auth.oidc?.issuer,
    development,
  })
  const requestId = findRequestContext()?.id ?? randomUUID()
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('X-Request-Id', requestId)
  // Next compares a server action's `Origin` with this header, or else with `Host`
  // (next/dist/server/app-render/action-handler). Clients and proxies can change both, so every POST gets the
  // configured origin's host. Other requests keep their header: the sign-in page needs it.
  if (request.method === 'POST') headers.set('X-Forwarded-Host', new URL(origin()).host)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('X-Request-Id', requestId)
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/** Pages only. The API and static files do not pass through here. */
export const config = {
  matcher: [
    '/((?!api/|_next/|openapi\\.json|docs\\.md|llms\\.txt|icon|apple-icon|favicon|robots).*)',
    '/api/errors',
  ],
}
