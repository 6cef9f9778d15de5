import { ApiError } from '../api-error'
import type { Bearer } from '../bearer'

/**
 * The outcome of asking whether a browser sent a request from our own pages. `unsaid`: the request does not
 * say.
 */
export type SameOrigin = { kind: 'same-origin' } | { kind: 'foreign' | 'unsaid'; reason: string }

/**
 * Whether a state-changing request that a browser may have sent with its cookies comes from our own pages:
 * Fetch Metadata first, then `Origin`, as Go's `net/http` CrossOriginProtection does
 * (https://pkg.go.dev/net/http#CrossOriginProtection; `none` is a visitor's own doing), and stricter in two
 * points. `Origin` must be ours even where Fetch Metadata is content, so `null` never passes. And a request
 * with neither header is `unsaid`, which is refused, too, because every browser in use sends one of them with
 * a POST.
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
    return { kind: 'unsaid', reason: 'Neither Sec-Fetch-Site nor Origin is there.' }
  return { kind: 'same-origin' }
}

/**
 * Refuses a request that another site may have made with a visitor's cookies. Requests without a cookie, and
 * those with a `Bearer` credential (whose cookie is never looked at), carry nothing that a browser adds by
 * itself and pass. Another scheme is no excuse: browsers add `Basic` by themselves.
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
 * Whether a page was asked for under another host name than this deployment's own: a preview's deployment
 * URL, `127.0.0.1`, a staging alias.
 *
 * It is a hint and no more. `X-Forwarded-Host` is what most proxies say the browser asked for (Next fills it
 * in from `Host` where nobody has), and a plain proxy sends neither, but its own name for this server. So
 * nothing may depend on it but a redirect that happens once.
 */
export function isAskedElsewhere(headers: Headers, ownOrigin: string): boolean {
  const asked = (headers.get('X-Forwarded-Host') ?? headers.get('Host') ?? '').split(',')[0]?.trim()
  const { protocol, host } = new URL(ownOrigin)
  const address = `${protocol}//${asked}`
  return !asked || !URL.canParse(address) || new URL(address).host !== host
}
