import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { processUsage } from '../servers/process-usage'

/** What the rows of an import look like; `run` tells this run's rows from all others. */
const importRow = (run: string, row: number) => ({
  customer: `cus_${run}${String(row).padStart(8, '0')}`,
  name: `Müller, Söhne & Co. ${row}`,
  owner: `owner-${row}-${run.toLowerCase()}@example.com`,
})

/** Writes the file for `admin account import`. */
export async function writeImport(path: string, run: string, rows: number): Promise<void> {
  function* lines() {
    yield 'stripe_customer_id,name,owner_email\n'
    for (let row = 1; row <= rows; row += 1) {
      const { customer, name, owner } = importRow(run, row)
      yield `${customer},"${name}",${owner}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }))
}

export type Import = {
  /** The exit code, or the signal that ended it. */
  end: number | string | null
  seconds: number
  /** NaN where it cannot be read. */
  peakMiB: number
  output: string
  errors: string
}

/** Runs `admin account import`, and kills it once its progress contains `killAt`. */
export async function measureImport(
  path: string,
  { databaseUrl, killAt }: { databaseUrl: string; killAt?: string },
): Promise<Import> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/admin.ts', 'account', 'import', path], {
    env: { ...process.env, APP_ENV: 'local', DATABASE_URL: databaseUrl, DIRECT_DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
    if (killAt && errors.includes(killAt)) child.kill('SIGKILL')
  })
  const ended = new Promise<number | string | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  )
  let peakMiB = Number.NaN
  while (child.exitCode === null && child.signalCode === null) {
    // The peak is the kernel's own, so a sample just before the end is enough.
    peakMiB = processUsage(child.pid ?? 0)?.peakMiB || peakMiB
    await sleep(50)
  }
  const end = await ended
  return { end, seconds: (performance.now() - started) / 1_000, peakMiB, output: output.trim(), errors }
}
