import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/**
 * Opens a free port of 127.0.0.1. An app often has to know its origin, so it is served in a second step.
 *
 * An IP address, because `localhost` can mean ::1 or 127.0.0.1. The app is at `localhost`, so a browser
 * treats the parts as other sites: cookies do not mix, and what would fail with the real services also fails
 * here.
 */
export async function listenLocally() {
  // Connections stay alive longer than callers keep idle ones, so that closing one never crosses a request.
  const server = createServer({ keepAliveTimeout: 75_000 }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(fetch: Parameters<typeof getRequestListener>[0]): void {
      server.on('request', getRequestListener(fetch, { overrideGlobalObjects: false }))
    },
    async stop(): Promise<void> {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
