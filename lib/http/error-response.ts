import type { ApiError } from '../api-error'
import { docUrl } from '../doc-url'
import { jsonResponse } from './json-response'

/**
 * The documented envelope of a failure: `error` has exactly code, message, docUrl and, for input, details.
 * The internal message stays behind.
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
