import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { declinedPath } from './declined-path'
import { authOptions } from './options'

/**
 * Serves NextAuth with this app's options over HTTP, without building the app: the tests' stand-in for
 * `app/api/auth/[...nextauth]`. Every other address answers with its own path.
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

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, , room, ...nextauth] = url.pathname.split('/')
  if (room !== 'auth') {
    response.end(url.pathname)
    return
  }
  const declined = declinedPath(nextauth[0], url.searchParams)
  if (declined) {
    response.writeHead(303, { Location: declined }).end()
    return
  }
  const cookies = (request.headers.cookie ?? '').split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
  })
  const apiRequest = Object.assign(request, {
    query: { ...Object.fromEntries(url.searchParams), nextauth },
    cookies: Object.fromEntries(cookies),
    body: Object.fromEntries(new URLSearchParams(await text(request))),
  })
  const apiResponse = Object.assign(response, {
    status(code: number) {
      response.statusCode = code
      return apiResponse
    },
    send: (body: unknown) => response.end(typeof body === 'object' ? JSON.stringify(body) : body),
    json: (body: unknown) => response.end(JSON.stringify(body)),
  })
  // Next's pages-style request and response, as far as NextAuth uses them.
  await NextAuth(
    apiRequest as unknown as NextApiRequest,
    apiResponse as unknown as NextApiResponse,
    authOptions(nextauth[0]),
  )
}
