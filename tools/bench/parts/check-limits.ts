import { WINDOW_S } from '@/lib/limits/rate-limit'
import type { Headers } from '../load/load'
import { progress } from '../report/progress'
import type { Program } from '../servers/start-program'
import type { Server } from '../servers/start-server'

export type Check = { passed: boolean; sentence: string }

type Options = {
  start: (env: Record<string, string>) => Promise<Server[]>
  proxy: Program
  keys: readonly Headers[]
  /** How many keys exhaust their limit, one after the other. */
  tried: number
}

const LIMIT = 40
const CONNECTIONS = 16

/**
 * Sends three times the limit on several connections, for some keys, to processes that take turns. Of each
 * key's requests the limit is allowed, and at most what refills meanwhile: one request in 1.5 s.
 */
export async function checkLimits({ start, proxy, keys, tried }: Options): Promise<Check> {
  progress('Exhausting limits')
  const servers = await start({ RATE_LIMIT_PER_MINUTE: String(LIMIT) })
  await proxy.tell({ ports: servers.map(({ port }) => port) })
  const url = `http://127.0.0.1:${proxy.port}/api/billing-portal`
  let allowed = 0
  let exact = 0
  for (const headers of keys.slice(0, tried)) {
    const started = performance.now()
    const statuses: number[] = []
    let sent = 0
    const work = async () => {
      while (sent++ < 3 * LIMIT) {
        const response = await fetch(url, { method: 'POST', headers })
        await response.arrayBuffer()
        statuses.push(response.status)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, work))
    const refilled = Math.floor((((performance.now() - started) / 1_000) * LIMIT) / WINDOW_S)
    const own = statuses.filter((status) => status === 200).length
    const denied = statuses.filter((status) => status === 429).length
    allowed += own
    if (own >= LIMIT && own <= LIMIT + refilled && own + denied === statuses.length) exact += 1
  }
  await Promise.all(servers.map((server) => server.kill()))
  return {
    passed: exact === tried,
    sentence:
      `Limits: ${servers.length} processes, ${tried} keys with a limit of ${LIMIT}, ${3 * LIMIT} requests each ` +
      `on ${CONNECTIONS} connections: ${allowed} allowed of ${LIMIT * tried}, exact for ${exact} of ${tried} keys.`,
  }
}
