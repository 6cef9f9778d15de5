import { closedLoop } from '../load/closed-loop'
import { fixedRate } from '../load/fixed-rate'
import type { Headers, Load } from '../load/load'
import { quantile } from '../load/statistics'
import { progress } from '../report/progress'
import { postgresCpuMs } from '../servers/postgres-cpu-ms'
import type { Server } from '../servers/start-server'

/** What is compared, from the bottom: each adds a layer. */
export const RUNGS = {
  plain: 'node:http + Stripe call',
  floor: 'floor: bare Next route',
  key: 'ours, API key',
  session: 'ours, session',
} as const

export type RungName = keyof typeof RUNGS
export type Rung = { name: RungName; server: Server; callers: readonly Headers[] }

/** One run. Times are in milliseconds. */
export type Run = {
  requests: number
  perSecond: number
  p50: number
  /** Null when there are too few requests for it to mean anything. */
  p99: number | null
  /** CPU time of the server's process for each request; null where it cannot be read. */
  cpuMs: number | null
  /** CPU time of PostgreSQL for each request. */
  databaseMs: number
}

export type Measured = {
  load: 'closed loop' | 'fixed rate'
  stripeMs: number
  /** Connections of the closed loop. */
  connections: number | null
  /** Requests a second of the fixed rate. */
  rate: number | null
  /** Empty when a rung cannot keep the rate. */
  runs: Partial<Record<RungName, Run[]>>
}

/** One in a hundred is slower, and five of those are few enough. */
const LEAST_FOR_P99 = 500

type Closed = { stripeMs: number; connections: number; seconds: number; runs: number }

/** Closed-loop runs, in which the rungs take turns. */
export async function measureClosed(rungs: readonly Rung[], o: Closed): Promise<Measured> {
  progress(`Stripe at ${o.stripeMs} ms, ${o.connections} connections`)
  const measured = await inTurns(rungs, o.runs, ({ server: { url }, callers }) =>
    closedLoop({ url, callers, connections: o.connections, until: { seconds: o.seconds } }),
  )
  return { load: 'closed loop', stripeMs: o.stripeMs, connections: o.connections, rate: null, runs: measured }
}

type Fixed = { stripeMs: number; perSecond: number; seconds: number; runs: number }

/** Runs at one rate for all rungs, in which they take turns. */
export async function measureFixed(rungs: readonly Rung[], o: Fixed): Promise<Measured> {
  progress(`Stripe at ${o.stripeMs} ms, ${o.perSecond} requests a second`)
  const measured = await inTurns(rungs, o.runs, ({ server: { url }, callers }) =>
    fixedRate({ url, callers, perSecond: o.perSecond, seconds: o.seconds }),
  )
  return { load: 'fixed rate', stripeMs: o.stripeMs, connections: null, rate: o.perSecond, runs: measured }
}

async function inTurns(
  rungs: readonly Rung[],
  rounds: number,
  send: (rung: Rung) => Promise<Load | null>,
): Promise<Measured['runs']> {
  const results = new Map<RungName, Run[] | null>(rungs.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const rung of rungs) {
      const runs = results.get(rung.name)
      if (!runs) continue
      const [before, databaseBefore] = [rung.server.usage(), postgresCpuMs()]
      const load = await send(rung)
      const [after, databaseAfter] = [rung.server.usage(), postgresCpuMs()]
      const cpuMs = before && after && after.cpuMs - before.cpuMs
      if (load) runs.push(summary(load, cpuMs, databaseAfter - databaseBefore))
      else results.set(rung.name, null)
    }
  return Object.fromEntries([...results].map(([name, runs]) => [name, runs ?? []]))
}

/** Of one run: CPU times are what the server's process and PostgreSQL have used meanwhile. */
function summary({ times, seconds }: Load, cpuMs: number | null, databaseMs: number): Run {
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: times.length >= LEAST_FOR_P99 ? quantile(times, 0.99) : null,
    cpuMs: cpuMs === null ? null : cpuMs / times.length,
    databaseMs: databaseMs / times.length,
  }
}
