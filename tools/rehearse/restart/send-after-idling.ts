import { Agent } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { callPortal } from '../parts/start-load'

/** Connections that nginx keeps, each for one client alone. */
export const ALONE = 64

/**
 * How long they are idle, in milliseconds. Node keeps them for 5 s by default, newer versions for a second
 * longer.
 */
const IDLE_MS = [4_980, 4_990, 5_000, 5_010, 5_980, 5_990, 6_000, 6_010]

/** Where a client has a connection of its own, below nginx's address. */
export const alonePath = (number: number | string) => `/alone/${number}`

/**
 * Sends portal calls at once, on connections that have all been idle for the same time. A server that closes
 * them just then loses calls that are on their way.
 *
 * @param address nginx's
 * @returns how many were sent, and how many did not end with a 200
 */
export async function sendAfterIdling(address: string, key: string): Promise<{ sent: number; lost: number }> {
  const agent = new Agent({ keepAlive: true })
  const clients = Array.from({ length: ALONE }, (_, number) => address + alonePath(number))
  let lost = 0
  for (const ms of IDLE_MS) {
    await Promise.all(clients.map(async (client) => (await fetch(`${client}/api/health`)).text()))
    await wait(ms)
    const ends = await Promise.all(clients.map((client) => callPortal(client, key, agent)))
    lost += ends.filter((end) => end !== '200').length
  }
  agent.destroy()
  return { sent: IDLE_MS.length * ALONE, lost }
}
