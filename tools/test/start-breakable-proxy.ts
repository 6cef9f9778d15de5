import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * `request`: before what the client sends arrives. `answer`: after it took effect, before the client hears of
 * it.
 */
export type BreakMoment = 'request' | 'answer'

export type BreakableProxy = {
  /** The target's address, by way of the proxy. */
  url: string
  /** Resets a connection under the next message, after letting `spared` more of them pass. */
  breakOnce(moment: BreakMoment, spared?: number): void
  /** Refuses everybody, until `mend`. */
  breakAll(): void
  mend(): void
  stop(): Promise<void>
}

/**
 * Stands between a client and a server on this machine, such as PostgreSQL, and lets the connection break at
 * a chosen moment. To the server this is a client that crashed; to the client, a server that did.
 */
export async function startBreakableProxy(target: string): Promise<BreakableProxy> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<readonly [Socket, Socket]>()
  let planned: { moment: BreakMoment; spared: number } | null = null
  let broken = false

  const breaksAt = (moment: BreakMoment) => {
    if (planned?.moment !== moment || planned.spared-- > 0) return false
    planned = null
    return true
  }

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const pair = [client, upstream] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    if (broken) end()
    const pass = (from: Socket, to: Socket, moment: BreakMoment) =>
      from
        .on('data', (chunk) => (breaksAt(moment) ? end() : to.write(chunk)))
        .on('error', end)
        .on('close', end)
    pass(client, upstream, 'request')
    pass(upstream, client, 'answer')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const breakPairs = () => {
    for (const sockets of pairs) for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    breakOnce(moment, spared = 0) {
      planned = { moment, spared }
    },
    breakAll() {
      broken = true
      breakPairs()
    },
    mend() {
      planned = null
      broken = false
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      breakPairs()
      await closed
    },
  }
}
