import { execFile, spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import './generate-client.mjs'
import getPort from 'get-port'
import { SETTINGS } from './local/run/given-settings'

/**
 * Every test, in order of cost: the guarantees of single parts on a real database, then the production build
 * in a real browser. Both run on local parts with data of their own, apart from `npm run dev`'s. The last
 * line counts: `N passed, N failed`.
 */
const DIRECTORY = '.local/test'
const UNIT_REPORT = join(DIRECTORY, 'vitest.json')
const E2E_REPORT = join(DIRECTORY, 'playwright.json')

type Counts = { passed: number; failed: number }

/** Vitest's and Playwright's JSON reports, the fields read here. */
type VitestReport = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }
type PlaywrightReport = { stats: { expected: number; flaky: number; unexpected: number } }

function run(
  title: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  console.log(`\n${title}`)
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('close', (code) => resolve(code === 0))
  })
}

/** Runs a command on local parts: `npm run local --`, with the tests' own directory. */
async function onLocalParts(
  title: string,
  command: string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  // Not the first from 3000, which somebody who starts `npm run dev` meanwhile would choose, too.
  const port = String(await getPort())
  // Somebody's own settings in .env* must neither be written to nor change what is tested.
  const args = ['--import', 'tsx', 'tools/local/run.ts', '--no-env-files', ...command]
  return run(title, process.execPath, args, { LOCAL_DIRECTORY: DIRECTORY, PORT: port, ...env })
}

/**
 * The production build, without anybody's own settings. Its output is shown only when it fails. The types are
 * `npm run check`'s.
 */
async function buildQuietly(): Promise<boolean> {
  const unset = Object.fromEntries(SETTINGS.map((name) => [name, '']))
  const env = { ...process.env, ...unset, NEXT_TELEMETRY_DISABLED: '1', SKIP_TYPE_CHECK: '1' }
  try {
    await promisify(execFile)('next', ['build'], { env })
    return true
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    console.error(`\nThe production build failed. It said:\n\n${stdout}${stderr}`)
    return false
  }
}

async function count<Report>(path: string, of: (report: Report) => Counts): Promise<Counts> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text === null ? { passed: 0, failed: 1 } : of(JSON.parse(text) as Report)
}

await mkdir(DIRECTORY, { recursive: true, mode: 0o700 })
await Promise.all([UNIT_REPORT, E2E_REPORT].map((path) => rm(path, { force: true })))

// The build is ready when Vitest is: most of Vitest's time goes into waiting for servers and processes.
const building = buildQuietly()
const unitPassed = await onLocalParts('Parts, on a real database (Vitest)', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${UNIT_REPORT}`,
])
const built = await building
const e2ePassed =
  built &&
  (await onLocalParts(
    'The production build, in a browser and over HTTP (Playwright)',
    ['playwright', 'test'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT,
    },
  ))

const unit = await count<VitestReport>(UNIT_REPORT, (report) => ({
  passed: report.numPassedTests,
  // A file that does not even load has no test to fail.
  failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
}))
const e2e = await count<PlaywrightReport>(E2E_REPORT, ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
}))

const passed = unit.passed + e2e.passed
// A run that failed without a failed test, such as one that was interrupted, has still failed.
const failed = Math.max(unit.failed + e2e.failed, unitPassed && e2ePassed ? 0 : 1)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
