import { ApiError } from '../api-error'

/** The outcome of asking whether a browser sent a request from our own pages. */
export type SameOrigin = { kind: 'same-origin' } | { kind: 'refused'; reason: string }

/**
 * Whether a state-changing request that a browser may have sent with its cookies comes from our own pages: Fetch Metadata first,
 * then `Origin`, as Go's `net/http` CrossOriginProtection does (https://pkg.go.dev/net/http#CrossOriginProtection; `none` is a
 * visitor's own doing), and stricter in two points. `Origin` must be ours even where Fetch Metadata is content, so `null` never passes. And a
 * request with neither header is refused, because every browser in use sends one of them with a POST.
 *
 * @param ownOrigin this deployment's origin, from configuration
 */
export function sameOrigin(headers: Headers, ownOrigin: string): SameOrigin {
  const site = headers.get('Sec-Fetch-Site')
  const origin = headers.get('Origin')
  if (site !== null && site !== 'same-origin' && site !== 'none')
    return { kind: 'refused', reason: 'Sec-Fetch-Site says another site.' }
  if (origin !== null && origin !== ownOrigin)
    return { kind: 'refused', reason: 'Origin is not this deployment.' }
  if (site === null && origin === null)
    return { kind: 'refused', reason: 'Neither Sec-Fetch-Site nor Origin is there.' }
  return { kind: 'same-origin' }
}

/**
 * Refuses a request that another site may have made with a visitor's cookies. Requests without a cookie, and those with
 * `Authorization` (whose cookie is never looked at), carry nothing that a browser adds by itself and pass.
 *
 * @throws {ApiError} FORBIDDEN
 */
export function requireSameOrigin({ headers }: Request, ownOrigin: string): void {
  if (headers.has('Authorization') || !headers.has('Cookie')) return
  const outcome = sameOrigin(headers, ownOrigin)
  if (outcome.kind === 'same-origin') return
  throw new ApiError('FORBIDDEN', {
    message: 'This request did not come from our own pages',
    internal: outcome.reason,
  })
}
