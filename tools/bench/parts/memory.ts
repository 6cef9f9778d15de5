import { closedLoop } from '../load/closed-loop'
import { figure } from '../load/statistics'
import { printTable, short } from '../report/print-table'
import { progress } from '../report/progress'
import { printTargets } from '../report/target'
import { seed } from '../servers/seed'
import type { Server } from '../servers/start-server'
import { startWorld } from '../servers/start-world'

const CALLERS = 256
const STEPS = 8

/**
 * Memory of the floor and of the app while each serves the same number of requests: 200,000 in eight steps.
 */
export async function memory({ quick }: { quick: boolean }) {
  const requests = quick ? 16_000 : 200_000
  const world = await startWorld()
  try {
    const database = await world.createDatabase('bench')
    const { keys } = await seed(database, { accounts: CALLERS, keys: CALLERS, callers: CALLERS })
    const servers = {
      floor: await world.startFloor(),
      key: await world.startOurs(database, keys[0] ?? {}),
    }
    const serve = async (server: Server) => {
      const until = { requests: requests / STEPS }
      await closedLoop({ url: server.url, callers: keys, connections: 16, until })
      const { memoryMiB = Number.NaN, peakMiB = Number.NaN } = server.usage() ?? {}
      return { memoryMiB, peakMiB }
    }
    const steps: {
      served: number
      floor: Awaited<ReturnType<typeof serve>>
      key: Awaited<ReturnType<typeof serve>>
    }[] = []
    for (let step = 1; step <= STEPS; step += 1) {
      const served = (step * requests) / STEPS
      progress(`Up to ${served} requests each`)
      steps.push({ served, floor: await serve(servers.floor), key: await serve(servers.key) })
    }
    printTable('Memory, MiB', [
      ['requests served', 'floor', 'floor, peak', 'API key', 'API key, peak'],
      ...steps.map(({ served, floor, key }) => [
        String(served),
        ...[floor.memoryMiB, floor.peakMiB, key.memoryMiB, key.peakMiB].map(short),
      ]),
    ])
    const [half, last] = [steps[STEPS / 2 - 1], steps.at(-1)]
    const share = (a = Number.NaN, b = Number.NaN) => figure([a / b])
    printTargets([
      {
        name: 'API key: peak memory, times the floor’s',
        measured: share(last?.key.peakMiB, last?.floor.peakMiB),
        atMost: 1.5,
      },
      {
        name: 'API key: peak memory at the end, times that at half (flat)',
        measured: share(last?.key.peakMiB, half?.key.peakMiB),
        atMost: 1.1,
      },
    ])
    return { steps }
  } finally {
    await world.stop()
  }
}
