import type { ApiError } from '../api-error'
import { docUrl } from '../origin'

/**
 * The documented envelope of a failure: `error` has code, message, docUrl and, for input, details. It leaves
 * out the internal message.
 */
export function errorResponse(error: ApiError): Response {
  const { code, publicMessage, details } = error
  return jsonResponse(
    error.status,
    {
      error: {
        code,
        message: publicMessage,
        docUrl: docUrl(code),
        ...(details && { details }),
      },
    },
    error.headers,
  )
}

/**
 * A JSON response that is never cached, because it may hold a portal URL, and never sniffed as another type.
 */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, {
    status,
    headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers },
  })
}

/**
 * A redirect after a form post: the browser fetches `location` with GET, and no cache keeps the response (RFC
 * 9110, 15.4.4).
 */
export function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  })
}
