import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

export type Load = {
  /** Requests that have ended. */
  ended: number
  /** How often each other end than a 200 came: a status, or an error's code. */
  failures: Map<string, number>
}

type Options = {
  /** Where `POST /api/billing-portal` goes, as http://127.0.0.1:PORT. */
  address: string
  key: string
  clients: number
  /** No more requests than this are sent. */
  most: number
}

/**
 * The longest pause of a client between two requests, in milliseconds: some connections are idle at any time.
 */
const LONGEST_PAUSE_MS = 40

/** Park and Miller’s generator of random numbers, from a fixed seed. */
const FACTOR = 48_271
const PRIME = 2_147_483_647

/**
 * Sends portal calls on kept connections, each client one after the other, with pauses.
 *
 * @returns what has been sent so far, and `stop`, which lets requests in flight finish
 */
export function startLoad({ address, key, clients, most }: Options): {
  load: Load
  stop(): Promise<unknown>
} {
  const load: Load = { ended: 0, failures: new Map() }
  let sent = 0
  let isOver = false
  let seed = 1
  const pause = () => {
    seed = (seed * FACTOR) % PRIME
    return wait((seed / PRIME) * LONGEST_PAUSE_MS)
  }
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (!isOver && sent < most) {
      sent++
      const end = await callPortal(address, key, agent)
      load.ended++
      if (end !== '200') load.failures.set(end, (load.failures.get(end) ?? 0) + 1)
      await pause()
    }
    agent.destroy()
  }
  const finished = Promise.all(Array.from({ length: clients }, client))
  return {
    load,
    stop() {
      isOver = true
      return finished
    },
  }
}

/** One portal call. Returns its status, or the error's code if there is no whole response. */
export function callPortal(address: string, key: string, agent?: Agent): Promise<string> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)
    const headers = { Authorization: `Bearer ${key}` }
    const url = `${address}/api/billing-portal`
    request(url, { method: 'POST', headers, ...(agent && { agent }) }, (response) => {
      text(response).then(() => resolve(String(response.statusCode)), fail)
    })
      .on('error', fail)
      .end()
  })
}
