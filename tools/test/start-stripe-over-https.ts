import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** The host of portal URLs behind {@link startStripeOverHttps}. */
export const PORTAL_HOST = 'portal.example'

/**
 * A proxy in front of the local Stripe, for deployments that require an https portal. It forwards every call,
 * returns portal URLs as `https://portal.example/…`, and records the forms.
 *
 * @param stripe the local Stripe's address
 */
export async function startStripeOverHttps(stripe: string) {
  const forms: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    forms.push(new URLSearchParams(body))
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', stripe), {
      method: request.method ?? 'POST',
      headers: { Authorization: authorization, 'Content-Type': type },
      ...(body && { body }),
    })
    response.writeHead(answer.status, { 'Content-Type': 'application/json' })
    response.end((await answer.text()).replaceAll(/http:\/\/[\w.]+:\d+\/p\//g, `https://${PORTAL_HOST}/p/`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The `return_url` of each call so far. */
    returnUrls: () => forms.map((form) => form.get('return_url')),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
