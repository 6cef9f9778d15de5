import { log } from './log'
import { inRequestContext, type RequestContext } from './request-context'
import { HEALTH_ROUTES } from './route-of'
import { measure } from './telemetry'

/**
 * Writes a request's one log line, and measures it: `request.done`, or `request.failed` with the internal
 * reason, if one is known, and the stack for a 500. Later calls do nothing. Health probes and static files
 * are left out unless they fail.
 *
 * @param status of the response
 */
export function recordRequest(context: RequestContext, status: number): void {
  if (context.isRecorded) return
  context.isRecorded = true
  const { method, route, failure, opened, stripeRequestId, startedAt, caller } = context
  if (!failure && (route === null || HEALTH_ROUTES.includes(route))) return

  const ms = performance.now() - startedAt
  const { cause } = failure ?? {}
  const isError = (failure?.status ?? status) >= 500
  inRequestContext(context, () =>
    (isError ? log.error : log.info)(failure || isError ? 'request.failed' : 'request.done', {
      method,
      route,
      status,
      code: failure?.code,
      reason: failure?.message,
      ...opened,
      ms: Math.round(ms),
      stripeRequestId: stripeRequestId ?? undefined,
      ...(failure?.status === 500 && cause instanceof Error && { stack: cause.stack }),
    }),
  )
  measure('http.server.request.duration', ms, {
    'http.request.method': method,
    'http.route': route ?? '(static)',
    'http.response.status_code': status,
    'orbitkit.caller': caller?.split(':')[0] ?? 'none',
    ...(failure && { 'error.type': failure.code }),
  })
}
