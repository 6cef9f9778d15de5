import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Api, handleApi } from './api/handle-api'
import { type Control, handleControl } from './control/handle-control'
import { handlePortal } from './portal/handle-portal'

type Parts = { api: Api; control: Control }

/** Gives a request to the API, the control API or the portal. Never rejects. */
export async function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  { api, control }: Parts,
): Promise<void> {
  try {
    if (!isAddressedTo(api.stripe.origin, request.headers.host)) {
      response
        .writeHead(421, { 'Content-Type': 'text/plain' })
        .end('This is the local Stripe, and it answers to no other name.\n')
    } else if (request.url?.startsWith('/v1/')) await handleApi(request, response, api)
    else if (request.url?.startsWith('/_local/')) await handleControl(request, response, control)
    else await handlePortal(request, response, api)
  } catch (error) {
    // The caller went away while sending; there is nobody to answer.
    if (request.errored) return
    console.error(`The local Stripe failed in ${request.method}:`, error)
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' })
    response.end('The local Stripe failed. Its terminal says why.\n')
  }
}

/** A page that makes its own name resolve to this machine (DNS rebinding) would still send that name. */
function isAddressedTo(origin: string, host: string | undefined): boolean {
  const { port } = new URL(origin)
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}
