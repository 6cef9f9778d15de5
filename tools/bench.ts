/**
 * `npm run bench -- [PART] [--quick] [--json FILE] [--no-build]` makes the production builds, starts local
 * parts, measures, and prints tables. Without a part it measures the first three, with `--quick` the first
 * within a minute. Parts:
 *
 * - `calls`: the endpoint beside a bare Next route that only calls Stripe
 * - `growth`: a million keys beside a hundred, and an import of 100,000 rows beside one of 10,000
 * - `processes`: one, two and four processes behind a proxy; exact limits; a killed process
 * - `memory`: 200,000 requests, which take longer than all of the above
 * - `statements`: a rate limit's statement by the driver and by Prisma, in the write-ahead log and out of it
 * - `button`, `bytes`, `import`: in a browser, the scripts' size, and a killed import
 *
 * The exit code is 1 when a request fails or a count is wrong, and never because of a time.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import './generate-client.mjs'
import getPort from 'get-port'
import { progress } from './bench/report/progress'
import { build, buildBareApp } from './bench/servers/build'
import { FLOOR, FLOOR_FILES } from './bench/servers/floor'

type Options = { quick: boolean }

const PARTS: Record<string, () => Promise<(options: Options) => Promise<unknown>>> = {
  calls: async () => (await import('./bench/parts/calls')).calls,
  growth: async () => (await import('./bench/parts/growth')).growth,
  processes: async () => (await import('./bench/parts/processes')).processes,
  memory: async () => (await import('./bench/parts/memory')).memory,
  statements: async () => (await import('./bench/parts/statements')).statements,
}

/** What is measured when no part is named. */
const WHOLE = ['calls', 'growth', 'processes']
const QUICK = ['calls']

/** Programs of their own, which need all local parts. */
const PROGRAMS = ['button', 'bytes', 'import']

// A signal's default ends this process without `exit` listeners, which stop the servers.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
})
const [name, ...args] = positionals
const names = name ? [name] : values.quick ? QUICK : WHOLE

try {
  const isProgram = PROGRAMS.includes(String(name))
  if (!isProgram && !names.every((one) => one in PARTS))
    throw new Error(`There is no ${name}. Use ${[...Object.keys(PARTS), ...PROGRAMS].join(', ')}.`)
  if (!values['no-build']) {
    progress('Building the app')
    await build()
    if (!isProgram) {
      progress('Building the bare app')
      await buildBareApp(FLOOR, FLOOR_FILES)
    }
  }
  if (isProgram) process.exitCode = await runProgram()
  else await measure()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// Servers of a part that failed may still be open. What was started ends with this process.
process.exit()

async function measure(): Promise<void> {
  // The builds are in it; what exceeds the cores is somebody else's work.
  const [loadBefore = Number.NaN] = loadavg()
  const results: Record<string, unknown> = {}
  for (const one of names) {
    const run = await PARTS[one]?.()
    results[one] = await run?.({ quick: values.quick })
  }
  const [cpu] = cpus()
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore,
  }
  if (values.json) {
    const report = { at: new Date().toISOString(), quick: values.quick, machine, results }
    await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
  }
  console.log(
    `\n${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${machine.node}; load average ` +
      `before: ${loadBefore.toFixed(1)}`,
  )
}

async function runProgram(): Promise<number> {
  const run = ['--import', 'tsx', 'tools/local/run.ts', '--no-env-files', process.execPath, '--import', 'tsx']
  const child = spawn(process.execPath, [...run, `tools/bench/${name}.ts`, ...args], {
    stdio: 'inherit',
    env: { ...process.env, LOCAL_DIRECTORY: '.local/bench', PORT: String(await getPort()) },
  })
  const [code] = await once(child, 'exit')
  return code ?? 1
}
