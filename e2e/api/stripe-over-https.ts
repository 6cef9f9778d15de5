import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { STRIPE } from '../fixtures/local-environment'

/** Where portal sessions live, as seen through {@link startStripeOverHttps}. */
export const PORTAL_HOST = 'portal.example'

/**
 * Stands in front of the local Stripe where a deployment insists on an https portal, which the local one is
 * not: it passes every call on, and the addresses of portal sessions come back as `https://portal.example/…`.
 * It remembers the forms that passed.
 */
export async function startStripeOverHttps() {
  const forms: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    forms.push(new URLSearchParams(body))
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', STRIPE), {
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
    /** Where the portal was told to lead back to, by the calls so far. */
    wayBacks: () => forms.map((form) => form.get('return_url')),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
