import { availableParallelism } from 'node:os'
import { closedLoop } from '../load/closed-loop'
import { type Figure, figure, ratio } from '../load/statistics'
import { printTable, short } from '../report/print-table'
import { progress } from '../report/progress'
import { printTargets, type Target } from '../report/target'
import { countRoundTrips } from '../servers/count-round-trips'
import { type Callers, seed } from '../servers/seed'
import type { Server } from '../servers/start-server'
import { startWorld, type World } from '../servers/start-world'
import { type Measured, measureClosed, measureFixed, RUNGS, type Rung } from './measure-calls'
import { printMeasured, valuesOf } from './print-measured'

const CALLERS = 256

/** The fixed rate, as a share of the throughput at the most connections. */
const SHARE = 0.7

/**
 * How long a run takes, in seconds. Stripe at 200 ms and one connection make five requests a second. The
 * warm-up counts requests, since each rung's code is compiled after so many, whatever their speed.
 */
const FULL = {
  runs: 3,
  warmUp: 6_000,
  coldStarts: 5,
  closed: [
    { stripeMs: 0, connections: 1, seconds: 1.5 },
    { stripeMs: 0, connections: 16, seconds: 3.5 },
    { stripeMs: 0, connections: 64, seconds: 2 },
    { stripeMs: 200, connections: 1, seconds: 1.5 },
    { stripeMs: 200, connections: 16, seconds: 1.5 },
    { stripeMs: 200, connections: 64, seconds: 2.5 },
  ],
  fixedSeconds: 2.6,
  /** The most fixed rates with Stripe at one latency. */
  rates: 2,
}

const QUICK = {
  runs: 3,
  warmUp: 2_000,
  coldStarts: 3,
  closed: [{ stripeMs: 0, connections: 16, seconds: 1.2 }],
  fixedSeconds: 0,
  rates: 0,
}

/** What the endpoint costs on top of Stripe, as a table and as an object for `--json`. */
export async function calls({ quick }: { quick: boolean }) {
  const plan = quick ? QUICK : FULL
  progress(`Starting PostgreSQL, Stripe's stand-in and four servers`)
  const world = await startWorld()
  try {
    const database = await world.createDatabase('bench')
    const callers = await seed(database, { accounts: CALLERS, keys: CALLERS, callers: CALLERS })
    const roundTrips = await measureRoundTrips(world, database, callers)
    const coldStarts = await measureColdStarts(world, database, callers, plan.coldStarts)
    const rungs = await startRungs(world, database, callers)
    for (const { server, callers, name } of rungs) {
      progress(`Warming up: ${RUNGS[name]}`)
      await closedLoop({ url: server.url, callers, connections: 16, until: { requests: plan.warmUp } })
    }
    const measured: Measured[] = []
    for (const stripeMs of new Set(plan.closed.map((one) => one.stripeMs))) {
      await world.setStripeLatency(stripeMs)
      const own = plan.closed.filter((one) => one.stripeMs === stripeMs)
      for (const one of own) measured.push(await measureClosed(rungs, { ...one, runs: plan.runs }))
      for (const perSecond of ratesFor(measured, stripeMs).slice(0, plan.rates))
        measured.push(
          await measureFixed(rungs, { stripeMs, perSecond, seconds: plan.fixedSeconds, runs: plan.runs }),
        )
    }
    const memory = Object.fromEntries(
      rungs.map(({ name, server }) => [name, server.usage()?.peakMiB ?? null]),
    )
    await Promise.all(rungs.map(({ server }) => server.kill()))

    for (const one of measured) printMeasured(one)
    printTable('Peak memory at the end (see `memory` for equal numbers of requests)', [
      ['', 'MiB'],
      ...rungs.map(({ name }) => [RUNGS[name], short(memory[name] ?? null)]),
    ])
    console.log(
      `\nEvery run has ${CALLERS} keys and sessions, each with a limit of 100000 requests a minute, on ` +
        `${availableParallelism()} cores that client, Stripe and PostgreSQL share.`,
    )
    const targets = targetsFor(measured, roundTrips, coldStarts)
    printTargets(targets)
    return { targets, measured, roundTrips, coldStarts, peakMemoryMiB: memory }
  } finally {
    await world.stop()
  }
}

type RoundTrips = { key: number; session: number }
type ColdStarts = { floor: number[]; ours: number[] }

async function startRungs(world: World, database: string, { keys, sessions }: Callers): Promise<Rung[]> {
  const first = keys[0] ?? {}
  const [plain, floor, key, session] = [
    await world.startPlain(),
    await world.startFloor(),
    await world.startOurs(database, first),
    await world.startOurs(database, first),
  ]
  const anyone = keys.map(() => ({}))
  return [
    { name: 'plain', server: plain, callers: anyone },
    { name: 'floor', server: floor, callers: anyone },
    { name: 'key', server: key, callers: keys },
    { name: 'session', server: session, callers: sessions },
  ]
}

/** Counted in another process than those that are timed, because the proxy in between takes time. */
async function measureRoundTrips(world: World, database: string, callers: Callers): Promise<RoundTrips> {
  progress('Counting round trips to PostgreSQL')
  const proxy = await countRoundTrips(database)
  const server = await world.startOurs(proxy.url, callers.keys[0] ?? {})
  const requests = 200
  const count = async (own: Callers['keys']) => {
    const send = () => closedLoop({ url: server.url, callers: own, connections: 4, until: { requests } })
    await send()
    proxy.take()
    await send()
    return proxy.take() / requests
  }
  const trips = { key: await count(callers.keys), session: await count(callers.sessions) }
  await server.kill()
  await proxy.stop()
  return trips
}

/** From the start of the process to its first portal session, in milliseconds, in turns. */
async function measureColdStarts(
  world: World,
  database: string,
  { keys }: Callers,
  runs: number,
): Promise<ColdStarts> {
  progress('Measuring cold starts')
  const times: ColdStarts = { floor: [], ours: [] }
  const time = async (server: Server) => {
    await server.kill()
    return server.coldStartMs
  }
  for (let run = 0; run < runs; run += 1) {
    times.floor.push(await time(await world.startFloor()))
    times.ours.push(await time(await world.startOurs(database, keys[0] ?? {})))
  }
  return times
}

/**
 * The rates of the fixed-rate runs: a share of the floor's throughput, as the target has it. With Stripe at 0
 * ms a rung below that share cannot keep it, so a second rate is one that every rung keeps.
 */
function ratesFor(measured: readonly Measured[], stripeMs: number): number[] {
  const own = measured.filter((one) => one.load === 'closed loop' && one.stripeMs === stripeMs)
  const runs = own.toSorted((a, b) => (a.connections ?? 0) - (b.connections ?? 0)).at(-1)?.runs ?? {}
  const perSecond = Object.values(runs).map((all) => figure(valuesOf(all, 'perSecond')).median)
  const floor = figure(valuesOf(runs.floor ?? [], 'perSecond')).median
  const rates = stripeMs === 0 ? [floor, Math.min(...perSecond)] : [floor]
  return [...new Set(rates.map((rate) => Math.max(1, Math.round(rate * SHARE))))]
}

function targetsFor(measured: readonly Measured[], trips: RoundTrips, { floor, ours }: ColdStarts): Target[] {
  const find = (load: Measured['load'], stripeMs: number, connections: number | null) =>
    measured.filter(
      (one) => one.load === load && one.stripeMs === stripeMs && one.connections === connections,
    )
  const compare = ({ runs }: Measured, side: 'key' | 'session', what: 'perSecond' | 'p50' | 'p99') =>
    ratio(valuesOf(runs[side] ?? [], what), valuesOf(runs.floor ?? [], what))
  const exactly = (value: number): Figure => ({ median: value, least: value, most: value })

  return [
    ...find('closed loop', 0, 16).flatMap((one): Target[] => [
      {
        name: 'API key: throughput of the floor’s',
        measured: compare(one, 'key', 'perSecond'),
        atLeast: 0.7,
      },
      {
        name: 'session: throughput of the floor’s',
        measured: compare(one, 'session', 'perSecond'),
        atLeast: 0.6,
      },
    ]),
    ...find('fixed rate', 0, null).map(
      (one): Target => ({
        name: `API key: p99 at ${one.rate} requests/s, times the floor’s`,
        measured: compare(one, 'key', 'p99'),
        atMost: 1.5,
      }),
    ),
    ...find('closed loop', 200, 64).map(
      (one): Target => ({
        name: 'API key: p50 with Stripe at 200 ms, times the floor’s',
        measured: compare(one, 'key', 'p50'),
        atMost: 1.02,
      }),
    ),
    { name: 'API key: round trips to PostgreSQL a request', measured: exactly(trips.key), atMost: 1 },
    { name: 'session: round trips to PostgreSQL a request', measured: exactly(trips.session), atMost: 2 },
    { name: 'cold start, times the floor’s', measured: ratio(ours, floor), atMost: 1.4 },
  ]
}
