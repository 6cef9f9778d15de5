import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { apiHandler } from '../http/api-handler'
import { handleAuth } from './handle-auth'

/**
 * Serves `app/api/auth/[...nextauth]` over HTTP without building the app. Any other URL returns its own path.
 */
export async function startTestApp(): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const handle = apiHandler(handleAuth)

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', rawHeaders } = incoming
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  if (!url.pathname.startsWith('/api/auth/')) {
    outgoing.end(url.pathname)
    return
  }
  const headers = new Headers()
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '')
  const body = method === 'GET' ? null : await buffer(incoming)
  const response = await handle(new Request(url, { method, headers, body }))
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.end(await response.text())
}
