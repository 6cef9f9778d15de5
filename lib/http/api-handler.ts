import { randomUUID } from 'node:crypto'
import { ApiError } from '../api-error'
import { logFailure } from '../log'
import { inRequestContext } from '../request-context'
import { toApiError } from '../to-api-error'
import { type ApiRequest, apiRequest } from './api-request'
import { errorResponse } from './responses'

/** The largest body of a route that says nothing else, in bytes: the largest sensible one is below 4 KiB. */
const MAX_BODY_BYTES = 16 * 1024

type RouteHandler = (request: Request) => Promise<Response>

type Options = {
  /** The largest body that the handler may read, in bytes; a whole number of KiB. */
  maxBodyBytes?: number
  /** Answers a failure in another form than JSON, or not (undefined). */
  onFailure?: (request: ApiRequest, error: ApiError) => Response | undefined
}

const made = new WeakSet<RouteHandler>()

/**
 * Wraps a route's work so that whatever goes wrong in it, the caller gets the documented envelope, and a
 * request id to give to the operator, who finds the internal story under it in the log. Bodies are bounded
 * here, for every route.
 */
export function apiHandler(
  handle: (request: ApiRequest) => Promise<Response>,
  { maxBodyBytes = MAX_BODY_BYTES, onFailure }: Options = {},
): RouteHandler {
  const handler: RouteHandler = (received) =>
    inRequestContext(randomUUID(), async ({ id, responseHeaders }) => {
      const request = apiRequest(received, maxBodyBytes)
      const response = await handle(request).catch((thrown: unknown) => {
        const error = toApiError(thrown)
        logFailure('request.failed', error)
        return onFailure?.(request, error) ?? errorResponse(error)
      })
      for (const [name, value] of responseHeaders) response.headers.set(name, value)
      response.headers.set('X-Request-Id', id)
      return response
    })
  made.add(handler)
  return handler
}

/**
 * Whether a route's exported function was made by {@link apiHandler}: for the test that no route goes
 * without.
 */
export function isApiHandler(exported: unknown): boolean {
  return typeof exported === 'function' && made.has(exported as RouteHandler)
}

/** Answers every other method of a route with 405 and `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowed(allow: string): (request: Request) => Promise<Response> {
  return apiHandler(async () => {
    throw new ApiError('VALIDATION_FAILED', {
      status: 405,
      message: `Use ${allow}`,
      headers: { Allow: allow },
    })
  })
}
