import { ApiError } from '../api-error'
import type { Bearer } from '../bearer'

/** Whether a browser sent a request from our own pages. `unknown`: the request does not say. */
export type SameOrigin = { kind: 'same-origin' } | { kind: 'foreign' | 'unknown'; reason: string }

/**
 * Whether a state-changing request comes from our own pages. It checks Fetch Metadata, then `Origin`, like
 * Go's `net/http` CrossOriginProtection (https://pkg.go.dev/net/http#CrossOriginProtection; `none` means the
 * user navigated directly), but is stricter in two points. `Origin` must match even when Fetch Metadata
 * allows the request, so `null` never passes. A request with neither header is `unknown` and also refused,
 * because every current browser sends one of them with a POST.
 *
 * @param ownOrigin this deployment's origin, from configuration
 */
export function sameOrigin(headers: Headers, ownOrigin: string): SameOrigin {
  const site = headers.get('Sec-Fetch-Site')
  const origin = headers.get('Origin')
  if (site !== null && site !== 'same-origin' && site !== 'none')
    return { kind: 'foreign', reason: 'Sec-Fetch-Site says another site.' }
  if (origin !== null && origin !== ownOrigin)
    return { kind: 'foreign', reason: 'Origin is not this deployment.' }
  if (site === null && origin === null)
    return { kind: 'unknown', reason: 'The request has neither Sec-Fetch-Site nor Origin.' }
  return { kind: 'same-origin' }
}

/**
 * Refuses a request that another site may have sent with a visitor's cookies. Requests without a cookie pass,
 * and so do those with a `Bearer` credential, whose cookie is ignored: a browser adds neither on its own.
 * Other schemes do not exempt a request, because browsers add `Basic` on their own.
 *
 * @throws {ApiError} FORBIDDEN
 */
export function requireSameOrigin(request: { bearer: Bearer; headers: Headers; sentFrom: SameOrigin }): void {
  const { bearer, headers, sentFrom } = request
  if (bearer.kind !== 'absent' || !headers.has('Cookie') || sentFrom.kind === 'same-origin') return
  throw new ApiError('FORBIDDEN', {
    message: 'This request did not come from our own pages',
    internal: sentFrom.reason,
  })
}

/**
 * Whether a page was requested under another host name than this deployment's own: a preview's deployment
 * URL, `127.0.0.1`, a staging alias.
 *
 * This is only a hint. Most proxies send the browser's host in `X-Forwarded-Host` (Next fills it in from
 * `Host` if absent), but a plain proxy sends only its own name for this server. So nothing may depend on it
 * except a redirect that happens once.
 */
export function isOtherHost(headers: Headers, ownOrigin: string): boolean {
  const { protocol, host } = new URL(ownOrigin)
  return findAskedHost(headers, protocol) !== host
}

/** The host that a request says it was sent to, with its port unless `protocol` implies it. */
export function findAskedHost(headers: Headers, protocol: string): string | null {
  const asked = (headers.get('X-Forwarded-Host') ?? headers.get('Host') ?? '').split(',')[0]?.trim()
  const address = `${protocol}//${asked}`
  return asked && URL.canParse(address) ? new URL(address).host : null
}
