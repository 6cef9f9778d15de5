import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type FreezableProxy = {
  /** The target's address, by way of the proxy. */
  url: string
  /**
   * From now on nothing passes and nothing is refused: connections stay open, and new ones are accepted,
   * without an answer.
   */
  freeze(): void
  /** What was held back passes, in both directions. */
  thaw(): void
  /** Open connections carry nothing ever again, and new ones work. */
  forget(): void
  /** Ends every connection by a reset. */
  reset(): void
  stop(): Promise<void>
}

/**
 * Stands between a client and a server on this machine, such as PostgreSQL, and can turn into a black hole:
 * what a client sees of a machine that lost its power, or of a firewall that forgot the connection.
 */
export async function startFreezableProxy(target: string): Promise<FreezableProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const forgotten: Socket[] = []
  let frozen = false

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const end = () => {
      client.destroy()
      upstream.destroy()
      sockets.delete(client)
      sockets.delete(upstream)
    }
    const pass = (from: Socket, to: Socket) => {
      sockets.add(from)
      from
        .on('data', (chunk) => to.write(chunk))
        .on('error', end)
        .on('close', end)
      if (frozen) from.pause()
    }
    pass(client, upstream)
    pass(upstream, client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const reset = () => {
    for (const socket of [...sockets, ...forgotten]) socket.resetAndDestroy()
  }
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    freeze() {
      frozen = true
      for (const socket of sockets) socket.pause()
    },
    thaw() {
      frozen = false
      for (const socket of sockets) socket.resume()
    },
    forget() {
      for (const socket of sockets) socket.pause()
      forgotten.push(...sockets)
      sockets.clear()
    },
    reset,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      reset()
      await closed
    },
  }
}
