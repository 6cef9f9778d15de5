import { connectDatabase } from '@/lib/database/connect-database'
import type { Database } from '@/lib/database/database'
import { takeFromBucket } from '@/lib/limits/rate-limit'
import { Prisma } from '@/prisma/generated/client'
import { figure, ratio } from '../load/statistics'
import { printTable, withSpread } from '../report/print-table'
import { progress } from '../report/progress'
import { postgresCpuMs } from '../servers/postgres-cpu-ms'
import { startWorld } from '../servers/start-world'

/** As many connections as a process of the app has. */
const CONNECTIONS = 10
const CALLERS = 256
const LIMIT = 100_000

/** CPU time for each statement, in microseconds. */
type Cost = { app: number; postgres: number }

const statement = (i: number) =>
  Prisma.sql`
    WITH ${takeFromBucket(Prisma.sql`SELECT ${`key:${i % CALLERS}`}::text`, { limit: LIMIT })}
    SELECT "allowed", "tokens" FROM taken`

/**
 * What the statement of a rate limit costs, by the driver and by Prisma, and with the table in the write-ahead
 * log. The sides take turns.
 */
export async function statements({ quick }: { quick: boolean }) {
  const [runs, count] = quick ? [3, 2_000] : [5, 8_000]
  const world = await startWorld()
  try {
    const unlogged = connect(await world.createDatabase('unlogged'))
    const logged = connect(await world.createDatabase('logged'))
    await logged.$executeRaw`ALTER TABLE "RateLimitBucket" SET LOGGED`
    const sides = {
      'driver, unlogged (ours)': (i: number) => unlogged.rows(statement(i)),
      'Prisma’s $queryRaw, unlogged': (i: number) => unlogged.$queryRaw(statement(i)),
      'driver, logged': (i: number) => logged.rows(statement(i)),
    }
    const costs = new Map<string, Cost[]>(Object.keys(sides).map((name) => [name, []]))
    for (const ask of Object.values(sides)) await repeat(ask, count)
    for (let run = 1; run <= runs; run += 1) {
      progress(`Run ${run} of ${runs}`)
      for (const [name, ask] of Object.entries(sides)) costs.get(name)?.push(await measure(ask, count))
    }
    const own = costs.get('driver, unlogged (ours)') ?? []
    const timesOurs = (all: readonly Cost[], of: keyof Cost) =>
      withSpread(
        ratio(
          all.map((cost) => cost[of]),
          own.map((cost) => cost[of]),
        ),
      )
    printTable('CPU time of a rate limit’s statement', [
      ['', 'app µs', '× ours', 'PostgreSQL µs', '× ours'],
      ...[...costs].map(([name, all]) => [
        name,
        withSpread(figure(all.map(({ app }) => app))),
        timesOurs(all, 'app'),
        withSpread(figure(all.map(({ postgres }) => postgres))),
        timesOurs(all, 'postgres'),
      ]),
    ])
    await Promise.all([unlogged.$disconnect(), logged.$disconnect()])
    return Object.fromEntries(costs)
  } finally {
    await world.stop()
  }
}

const connect = (url: string): Database =>
  connectDatabase(url, { queryMs: 10_000, waitMs: () => 10_000, connections: CONNECTIONS })

async function repeat(ask: (i: number) => Promise<unknown>, count: number): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < count) await ask(next++)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
}

async function measure(ask: (i: number) => Promise<unknown>, count: number): Promise<Cost> {
  const [app, postgres] = [process.cpuUsage(), postgresCpuMs()]
  await repeat(ask, count)
  const { user, system } = process.cpuUsage(app)
  return { app: (user + system) / count, postgres: ((postgresCpuMs() - postgres) * 1_000) / count }
}
