import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Variables = Record<string, string>

export type ControlServer = { port: number; publish(variables: Variables): void; close(): void }

/** Serves a run's variables on loopback to holders of its token. Who asks early waits until they are published. */
export async function startControlServer(token: string): Promise<ControlServer> {
  let publish: (variables: Variables) => void = () => {}
  const published = new Promise<Variables>((resolve) => {
    publish = resolve
  })
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end()
    else response.end(JSON.stringify(await published))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { port: (server.address() as AddressInfo).port, publish, close }
}

/** Null when nobody answers there, or somebody else does: the run is over, or was over before it was ready. */
export async function askForVariables(run: { port: number; token: string }): Promise<Variables | null> {
  try {
    const headers = { Authorization: `Bearer ${run.token}` }
    const response = await fetch(`http://127.0.0.1:${run.port}/`, { headers })
    return response.ok ? ((await response.json()) as Variables) : null
  } catch {
    return null
  }
}
