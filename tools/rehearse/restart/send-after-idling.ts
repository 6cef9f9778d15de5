import { Agent } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { callPortal } from '../parts/start-load'

/** Connections that nginx keeps, each for one client alone. */
export const ALONE = 64

/**
 * How long they are idle, in milliseconds, and a little more. Node keeps them for 5 s by default, newer
 * versions for a second longer.
 */
const IDLE_MS = [4_940, 4_960, 4_980, 5_940, 5_960, 5_980]

/** Pages that keep the instances busy while the time is up, as a server under load is. */
const PAGES = 6
const PAGE_MS = 15

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
    const pages = Array.from({ length: PAGES }, async () => (await fetch(`${address}/docs`)).text())
    await wait(PAGE_MS)
    const ends = await Promise.all(clients.map((client) => callPortal(client, key, agent)))
    lost += ends.filter((end) => end !== '200').length
    await Promise.all(pages)
  }
  agent.destroy()
  return { sent: IDLE_MS.length * ALONE, lost }
}
