import type { Server } from 'node:http'

/**
 * Listens on a free port of IPv4 loopback, and returns the origin. It is an address, not a name: `localhost` may mean ::1 to one program and
 * 127.0.0.1 to the next, and cookies of `localhost` are shared by all its ports.
 */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The local Stripe has no port.')
  return `http://127.0.0.1:${address.port}`
}
