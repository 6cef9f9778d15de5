import { figure, ratio } from '../load/statistics'
import { printTable, short, withSpread } from '../report/print-table'
import { type Measured, RUNGS, type Run, type RungName } from './measure-calls'

const HEAD = ['', 'requests/s', 'of the floor', 'p50 ms', '× floor', 'p99 ms', 'CPU ms', 'PG ms', 'requests']

/**
 * Prints one set of runs, a line for each rung: the median of the runs, and the least and the most. CPU times
 * are those of the server's process and of PostgreSQL for each request.
 */
export function printMeasured({ load, stripeMs, connections, rate, runs }: Measured): void {
  const floor = runs.floor ?? []
  const rows = (Object.keys(RUNGS) as RungName[]).flatMap((name) => {
    const own = runs[name]
    if (!own) return []
    if (own.length === 0) return [[RUNGS[name], 'cannot keep this rate', ...HEAD.slice(2).map(() => '')]]
    return [
      [
        RUNGS[name],
        withSpread(figure(own.map(({ perSecond }) => perSecond))),
        short(ratio(valuesOf(own, 'perSecond'), valuesOf(floor, 'perSecond')).median),
        withSpread(figure(valuesOf(own, 'p50'))),
        short(ratio(valuesOf(own, 'p50'), valuesOf(floor, 'p50')).median),
        own.some(({ p99 }) => p99 === null) ? '–' : withSpread(figure(valuesOf(own, 'p99'))),
        short(figure(valuesOf(own, 'cpuMs')).median),
        short(figure(valuesOf(own, 'databaseMs')).median),
        String(own.reduce((sum, { requests }) => sum + requests, 0)),
      ],
    ]
  })
  const how = load === 'closed loop' ? `${connections} connections, closed loop` : `${rate} requests/s`
  printTable(`Stripe at ${stripeMs} ms, ${how}`, [HEAD, ...rows])
}

export const valuesOf = (runs: readonly Run[], key: keyof Run) => runs.map((run) => run[key] ?? Number.NaN)
