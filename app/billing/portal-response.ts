import { failureMessage } from './failure-message'

/** The result of `POST /api/billing-portal`, as the button handles it. */
export type PortalOutcome =
  | { kind: 'opened'; url: string }
  | { kind: 'signed-out' }
  /** The person stopped the request in the browser. */
  | { kind: 'stopped' }
  | { kind: 'failed'; message: string }

/** Reads the response. Anything but the documented JSON, such as a gateway's error page, is a failure. */
export async function readPortalResponse(response: Response): Promise<PortalOutcome> {
  if (response.status === 401) return { kind: 'signed-out' }
  const body: unknown = await response.json().catch(() => null)

  // The browser navigates to this URL, so it must not be `javascript:`.
  const url = property(body, 'url')
  if (response.ok && typeof url === 'string' && /^https?:\/\//.test(url)) return { kind: 'opened', url }

  const error = property(body, 'error')
  const code = property(error, 'code')
  const text = property(error, 'message')
  return {
    kind: 'failed',
    message: failureMessage({
      code: typeof code === 'string' ? code : 'INTERNAL_ERROR',
      message: typeof text === 'string' ? text : 'The billing portal could not be opened',
      retryAfterSeconds: wholeSeconds(response.headers.get('Retry-After')),
      requestId: response.headers.get('X-Request-Id') ?? undefined,
    }),
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** `Retry-After` may also be a date (RFC 9110, 10.2.3). This API sends seconds, so dates are ignored. */
function wholeSeconds(header: string | null): number | undefined {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) : undefined
}
