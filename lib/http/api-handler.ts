import { randomUUID } from 'node:crypto'
import type { ApiError } from '../api-error'
import { log } from '../log'
import { toApiError } from '../to-api-error'
import { errorResponse } from './error-response'

/** What a handler may add to the answer whatever the answer turns out to be, such as the rate limit's headers. */
type Answer = { headers: Headers }

type Handle = (request: Request, answer: Answer) => Promise<Response>

/**
 * Wraps a route's work so that whatever goes wrong in it, the caller gets the documented envelope, and a request id to
 * give to the operator, who finds the internal story under it in the log.
 *
 * @param onFailure answers a failure in another form than JSON, or not (undefined)
 */
export function apiHandler(
  handle: Handle,
  onFailure: (request: Request, error: ApiError) => Response | undefined = () => undefined,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID()
    const answer: Answer = { headers: new Headers() }
    const response = await handle(request, answer).catch((thrown: unknown) => {
      const error = toApiError(thrown)
      logFailure(requestId, error)
      return onFailure(request, error) ?? errorResponse(error)
    })
    for (const [name, value] of answer.headers) response.headers.set(name, value)
    response.headers.set('X-Request-Id', requestId)
    return response
  }
}

function logFailure(requestId: string, error: ApiError): void {
  const { status, code, message, cause } = error
  const write = status >= 500 ? log.error : log.info
  write('request.failed', {
    requestId,
    status,
    code,
    reason: message,
    ...(status === 500 && cause instanceof Error && { stack: cause.stack }),
  })
}
