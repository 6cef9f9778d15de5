import { randomBytes, randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { origin } from '@/lib/origin'
import { INVOICE_HOST } from '@/lib/stripe/portal-url'

/** 128 bits, as https://www.w3.org/TR/CSP3/#security-nonces asks. */
const NONCE_BYTES = 16

/**
 * Gives each page its Content-Security-Policy and its request id. The policy stands here because only a proxy
 * can send a fresh nonce and tell Next's renderer about it, which finds it in the request's header of that
 * name. It decides nothing about who may see what.
 */
export function proxy(request: NextRequest): NextResponse {
  const { stripe, auth, development } = env()
  const policy = contentSecurityPolicy({
    pathname: request.nextUrl.pathname,
    nonce: randomBytes(NONCE_BYTES).toString('base64'),
    ownOrigin: origin(),
    stripeHosts: [...stripe.portalHosts, INVOICE_HOST],
    issuer: auth.oidc?.issuer,
    development,
  })
  const requestId = randomUUID()
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('X-Request-Id', requestId)
  // What Next compares a server action's `Origin` with, before `Host`
  // (next/dist/server/app-render/action-handler). Both can be written by a caller or rewritten by a proxy in
  // front, so for an action, which is a POST, it gets the configured one. Other requests keep what they say:
  // it tells who asks under another name.
  if (request.method === 'POST') headers.set('X-Forwarded-Host', new URL(origin()).host)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('X-Request-Id', requestId)
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/** Pages alone: the API's hot path and static files never pass through here. */
export const config = {
  matcher: ['/((?!api/|_next/|openapi\\.json|icon|apple-icon|favicon|robots).*)', '/api/errors'],
}
