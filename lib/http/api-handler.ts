import { ApiError } from '../api-error'
import { MAX_BODY_BYTES } from '../max-body-bytes'
import { recordRequest } from '../record-request'
import { findRequestContext, inRequestContext, newRequestContext } from '../request-context'
import { annotateSpan } from '../telemetry'
import { toApiError } from '../to-api-error'
import { type ApiRequest, apiRequest } from './api-request'
import { errorResponse } from './responses'

type RouteHandler = (request: Request) => Promise<Response>

type Options = {
  /** In bytes; a whole number of KiB. */
  maxBodyBytes?: number
  /** Returns a response to a failure in another form than JSON, or undefined for JSON. */
  onFailure?: (request: ApiRequest, error: ApiError) => Response | undefined
}

const made = new WeakSet<RouteHandler>()

/**
 * Wraps a route. Every failure becomes the documented envelope with a request id, and the log has the
 * internal message under that id. Also limits every route's body, and records the request.
 */
export function apiHandler(
  handle: (request: ApiRequest) => Promise<Response>,
  { maxBodyBytes = MAX_BODY_BYTES, onFailure }: Options = {},
): RouteHandler {
  const handler: RouteHandler = (received) => {
    const context = findRequestContext() ?? newRequestContext(received.method, new URL(received.url).pathname)
    return inRequestContext(context, async () => {
      annotateSpan({ 'orbitkit.request_id': context.id })
      const request = apiRequest(received, maxBodyBytes)
      const response = await handle(request).catch((thrown: unknown) => {
        context.failure = toApiError(thrown)
        return onFailure?.(request, context.failure) ?? errorResponse(context.failure)
      })
      for (const [name, value] of context.responseHeaders) response.headers.set(name, value)
      response.headers.set('X-Request-Id', context.id)
      recordRequest(context, response.status)
      return response
    })
  }
  made.add(handler)
  return handler
}

/** Whether a route's export comes from {@link apiHandler}. For the test that every route uses it. */
export function isApiHandler(exported: unknown): boolean {
  return typeof exported === 'function' && made.has(exported as RouteHandler)
}

/** Responds to a route's other methods with 405 and `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowed(allow: string): (request: Request) => Promise<Response> {
  return apiHandler(async () => {
    throw new ApiError('VALIDATION_FAILED', {
      status: 405,
      message: `Use ${allow}`,
      headers: { Allow: allow },
    })
  })
}
