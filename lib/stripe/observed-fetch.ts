import { findRequestContext } from '../request-context'
import { errorType, inSpan, measure } from '../telemetry'
import { keepAliveFetch } from './keep-alive-fetch'

/**
 * `keepAliveFetch` as a span and a measurement for each attempt, retries included. Stripe's request id goes
 * into the request's log line: Stripe's Dashboard and support find the call by it.
 *
 * @throws {TypeError} like `keepAliveFetch`
 */
export async function observedFetch(...[url, init]: Parameters<typeof keepAliveFetch>): Promise<Response> {
  const call = {
    'http.request.method': init.method,
    'server.address': new URL(url).hostname,
    'url.template': templateOf(url),
  }
  const started = performance.now()
  return inSpan(
    'stripe',
    async (annotate) => {
      const outcome: { 'http.response.status_code'?: number; 'error.type'?: string } = {}
      try {
        const response = await keepAliveFetch(url, init)
        outcome['http.response.status_code'] = response.status
        const requestId = response.headers.get('Request-Id')
        const request = findRequestContext()
        if (request && requestId) request.stripeRequestId = requestId
        annotate({ ...outcome, 'stripe.request_id': requestId ?? 'none' })
        return response
      } catch (error) {
        outcome['error.type'] = errorType(error)
        throw error
      } finally {
        measure('http.client.request.duration', performance.now() - started, { ...call, ...outcome })
      }
    },
    call,
  )
}

/** `/v1/customers/cus_1?expand=…` becomes `/v1/customers/{id}`: ids have an underscore and a digit or capital. */
function templateOf(url: string): string {
  return new URL(url).pathname.replace(/\/[a-z]+_(?=\w*[A-Z0-9])\w+/g, '/{id}')
}
