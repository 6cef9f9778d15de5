import { availableParallelism, cpus } from 'node:os'
import { closedLoop } from '../load/closed-loop'
import type { Headers } from '../load/load'
import { figure, ratio } from '../load/statistics'
import { printTable, short, withSpread } from '../report/print-table'
import { progress } from '../report/progress'
import { seed } from '../servers/seed'
import { type Program, startProgram } from '../servers/start-program'
import type { Server } from '../servers/start-server'
import { startWorld } from '../servers/start-world'
import { type Check, checkLimits } from './check-limits'
import { killUnderLoad } from './kill-under-load'

const CALLERS = 256
const SIZES = [1, 2, 4]
const MOST = Math.max(...SIZES)

/** Several processes on one database behind a plain reverse proxy. */
export async function processes({ quick }: { quick: boolean }) {
  const world = await startWorld()
  const proxy = await startProgram('round-robin')
  try {
    const database = await world.createDatabase('bench')
    const callers = await seed(database, { accounts: CALLERS, keys: CALLERS, callers: CALLERS })
    const { keys } = callers
    const start = (env: Record<string, string> = {}) =>
      Promise.all(Array.from({ length: MOST }, () => world.startOurs(database, keys.at(-1) ?? {}, env)))

    // First what must hold, which does not depend on how busy the machine is.
    const limits = await checkLimits({ start, proxy, keys, tried: quick ? 3 : 10 })
    report(limits)
    const killed = await killUnderLoad({ start, proxy, callers, requests: quick ? 500 : 2_000 })
    report(killed)

    progress(`Starting ${MOST} processes`)
    const throughput = await measureThroughput(await start(), proxy, keys, quick ? 1 : 3)
    printTable('API key, 64 connections through the proxy, Stripe at 0 ms', [
      ['processes', 'requests/s', 'of one', `busy cores of ${availableParallelism()}`],
      ...throughput.map(({ size, perSecond, busy }) => [
        String(size),
        withSpread(figure(perSecond)),
        short(ratio(perSecond, throughput[0]?.perSecond ?? []).median),
        short(figure(busy).median),
      ]),
    ])
    console.log('\nWith all cores busy, another process adds nothing: then the machine is the limit.')
    return { throughput, limits, killed }
  } finally {
    await Promise.all([world.stop(), proxy.stop()])
  }
}

function report({ passed, sentence }: Check): void {
  console.log(`\n${passed ? '✓' : '✗'} ${sentence}`)
  if (!passed) process.exitCode = 1
}

async function measureThroughput(
  servers: readonly Server[],
  proxy: Program,
  keys: readonly Headers[],
  runs: number,
) {
  const url = `http://127.0.0.1:${proxy.port}/api/billing-portal`
  const send = (connections: number, duration: number) =>
    closedLoop({ url, callers: keys, connections, until: { seconds: duration } })
  await proxy.tell({ ports: servers.map(({ port }) => port) })
  progress('Warming up')
  // Fewer, because a process that is still cold would let the others wait too long for the database.
  await send(8, 2 * servers.length)

  const results = SIZES.map((size) => ({ size, perSecond: [] as number[], busy: [] as number[] }))
  for (let run = 1; run <= runs; run += 1)
    for (const { size, perSecond, busy } of results) {
      progress(`Run ${run} of ${runs}, ${size} behind the proxy`)
      await proxy.tell({ ports: servers.slice(0, size).map(({ port }) => port) })
      const before = busyMs()
      const { times, seconds } = await send(64, 4)
      perSecond.push(times.length / seconds)
      busy.push((busyMs() - before) / 1_000 / seconds)
    }
  return results
}

/** Time that all cores of the machine together have been busy, in milliseconds. */
const busyMs = () =>
  cpus().reduce((sum, { times: { user, sys, nice, irq } }) => sum + user + sys + nice + irq, 0)
