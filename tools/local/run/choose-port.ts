import { createServer } from 'node:net'

const FIRST_PORT = 3000
const LAST_PORT = 3999

/** Next listens on all addresses, and somebody who has only one of them makes `http://localhost` ambiguous. */
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::']

/** The first port from 3000 that is free on every address of this machine. */
export async function choosePort(): Promise<number> {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`Every port from ${FIRST_PORT} to ${LAST_PORT} is taken: set PORT to a free one.`)
}

async function isFree(port: number): Promise<boolean> {
  for (const address of ADDRESSES) {
    if (await isTaken(port, address)) return false
  }
  return true
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    // Another error means that the machine has no such address, as without IPv6.
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' || code === 'EACCES'),
    )
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () =>
      server.close(() => resolve(false)),
    )
  })
}
