import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closedLoop } from '../load/closed-loop'
import { figure, quantile, ratio } from '../load/statistics'
import { printTable, short, withSpread } from '../report/print-table'
import { progress } from '../report/progress'
import { printTargets } from '../report/target'
import { seed } from '../servers/seed'
import { startWorld, type World } from '../servers/start-world'
import { measureImport, writeImport } from './measure-import'

/** Both databases have as many callers, so that only the size of the tables differs. */
const CALLERS = 100
const SMALL = { accounts: CALLERS, keys: CALLERS, callers: CALLERS }
const LARGE = { accounts: 200_000, keys: 1_000_000, callers: CALLERS }

/** What a call costs when the tables are large, and what an import of many rows costs. */
export async function growth({ quick }: { quick: boolean }) {
  const world = await startWorld()
  try {
    const p50 = await measureSizes(world, quick ? { runs: 3, seconds: 1 } : { runs: 7, seconds: 1.5 })
    const imports = await measureImports(world, quick ? [1_000, 10_000] : [10_000, 100_000])

    printTable('API key, 1 connection, Stripe at 0 ms', [
      ['', 'p50 ms'],
      [`${SMALL.keys} keys, ${SMALL.accounts} accounts`, withSpread(figure(p50.small))],
      [`${LARGE.keys} keys, ${LARGE.accounts} accounts`, withSpread(figure(p50.large))],
    ])
    printTable('admin account import', [
      ['rows', 'seconds', 'rows/s', 'peak MiB'],
      ...imports.map(({ rows, seconds, peakMiB }) => [
        String(rows),
        short(seconds),
        short(rows / seconds),
        short(peakMiB),
      ]),
    ])
    const [few, many] = imports
    printTargets([
      {
        name: 'p50 with 1,000,000 keys, times that with 100',
        measured: ratio(p50.large, p50.small),
        atMost: 1.1,
      },
      {
        name: 'import: peak memory of ten times the rows (flat)',
        measured: figure([(many?.peakMiB ?? Number.NaN) / (few?.peakMiB ?? Number.NaN)]),
        atMost: 1.1,
      },
    ])
    return { p50, imports }
  } finally {
    await world.stop()
  }
}

async function measureSizes(world: World, { runs, seconds }: { runs: number; seconds: number }) {
  const side = async (name: string, size: typeof LARGE) => {
    progress(`Filling a database with ${size.keys} keys`)
    const database = await world.createDatabase(name)
    const { keys } = await seed(database, size)
    const { url } = await world.startOurs(database, keys[0] ?? {})
    const send = (duration: number) =>
      closedLoop({ url, callers: keys, connections: 1, until: { seconds: duration } })
    await send(2 * seconds)
    return async () => quantile((await send(seconds)).times, 0.5)
  }
  const [small, large] = [await side('small', SMALL), await side('large', LARGE)]
  const p50: { small: number[]; large: number[] } = { small: [], large: [] }
  for (let run = 1; run <= runs; run += 1) {
    progress(`Run ${run} of ${runs}`)
    // Who goes first alternates, in case the second one profits.
    if (run % 2 === 0) p50.large.push(await large())
    p50.small.push(await small())
    if (run % 2 === 1) p50.large.push(await large())
  }
  return p50
}

async function measureImports(world: World, sizes: readonly number[]) {
  const directory = await mkdtemp(join(tmpdir(), 'orbitkit-import-'))
  const results: { rows: number; seconds: number; peakMiB: number }[] = []
  try {
    for (const rows of sizes) {
      progress(`Importing ${rows} rows`)
      const file = join(directory, `${rows}.csv`)
      await writeImport(file, 'Bench', rows)
      const databaseUrl = await world.createDatabase(`import_${rows}`)
      const { end, seconds, peakMiB, errors } = await measureImport(file, { databaseUrl })
      if (end !== 0) throw new Error(`The import ended with ${end}:\n${errors}`)
      results.push({ rows, seconds, peakMiB })
    }
  } finally {
    await rm(directory, { recursive: true })
  }
  return results
}
