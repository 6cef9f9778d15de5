import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type CountingProxy = {
  /** The database's address, by way of the proxy. */
  url: string
  /** Round trips since the last call. */
  take(): number
  stop(): Promise<void>
}

/** A message's type and length: https://www.postgresql.org/docs/current/protocol-overview.html */
const HEADER_BYTES = 5

/**
 * Stands between the app and PostgreSQL and counts round trips in the protocol. A client that waits has sent
 * `Query` or, in the extended protocol, `Sync`; everything before a `Sync` travels with it.
 * https://www.postgresql.org/docs/current/protocol-flow.html
 */
export async function countRoundTrips(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let trips = 0

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const count = messageCounter((type) => {
      if (type === 'Q' || type === 'S') trips += 1
    })
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.setNoDelay().on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('data', (chunk) => to.write(chunk))
    }
    client.on('data', count)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    take() {
      const taken = trips
      trips = 0
      return taken
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Calls `found` with the type of each message that a client sends. The first message has no type. */
function messageCounter(found: (type: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let started = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= HEADER_BYTES) {
      const length = started ? 1 + rest.readUInt32BE(1) : rest.readUInt32BE(0)
      if (rest.length < length) return
      if (started) found(String.fromCharCode(rest.readUInt8(0)))
      started = true
      rest = rest.subarray(length)
    }
  }
}
