import { randomUUID } from 'node:crypto'
import { ApiError } from '../api-error'
import { findDatabaseFailure } from '../database-failure'
import { log } from '../log'
import { errorResponse } from './error-response'

/**
 * Wraps a route's work so that whatever goes wrong in it, the caller gets the documented envelope, and a request id to
 * give to the operator, who finds the internal story under it in the log.
 */
export function apiHandler<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = randomUUID()
    const response = await handle(request, context).catch((thrown: unknown) => {
      const error = toApiError(thrown)
      const write = error.status >= 500 ? log.error : log.info
      write('request.failed', {
        requestId,
        status: error.status,
        code: error.code,
        reason: error.message,
        ...(error.status === 500 && error.cause instanceof Error && { stack: error.cause.stack }),
      })
      return errorResponse(error)
    })
    response.headers.set('X-Request-Id', requestId)
    return response
  }
}

function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  const away = findDatabaseFailure(thrown)
  if (away) return away
  return new ApiError('INTERNAL_ERROR', {
    internal:
      thrown instanceof Error
        ? `${thrown.name}: ${thrown.message}`
        : 'Something that is not an error was thrown.',
    cause: thrown,
  })
}
