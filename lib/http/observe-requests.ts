import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { recordRequest } from '../record-request'
import { enterRequestContext, newRequestContext } from '../request-context'

/**
 * Gives every request its context before Next sees it, so that whatever is logged for it has its id: routes,
 * pages, streamed parts of pages and work after the response. Writes the log line of what no
 * `apiHandler` has recorded, once its response has ended.
 *
 * https://nodejs.org/api/diagnostics_channel.html#event-httpserverrequeststart
 */
export function observeRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const [pathname = '/'] = (request.url ?? '/').split('?', 1)
    const context = newRequestContext(request.method ?? '', pathname)
    enterRequestContext(context)
    response.once('close', () => recordRequest(context, response.statusCode))
  })
}
