import './generate-client.mjs'
import type { Result } from './doctor/check'
import { loadEnvFiles } from './read-env-files'

const MARKS: Record<Result['state'], string> = { ok: '✓', failed: '✗', skipped: '–' }

/**
 * `npm run doctor` checks everything this deployment needs and says how to fix what is broken; `--json`
 * prints the same for programs. Exits with code 1 if any check fails. It changes nothing and ends within
 * seconds even if a service hangs. Reads the app's `.env*` files (the production ones if NODE_ENV is
 * `production`).
 */
const args = process.argv.slice(2)
if (args.some((arg) => arg !== '--json')) {
  console.error('Usage: npm run doctor, or npm run --silent doctor -- --json')
  process.exit(1)
}
loadEnvFiles()
const { examine } = await import('./doctor/examine')
const results = await examine(process.env)
const ok = results.every(({ state }) => state === 'ok')
process.stdout.write(
  args.includes('--json') ? `${JSON.stringify({ ok, checks: results })}\n` : showResults(results),
)
process.exitCode = ok ? 0 : 1

/** One line per check, and below each failure what to do. Readable without colours. */
function showResults(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length))
  const lines = results.flatMap(({ name, state, words, todo }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${words}`,
    ...(todo === null ? [] : [`  ${' '.repeat(width)}  → ${todo}`]),
  ])
  const failed = results.filter(({ state }) => state === 'failed').length
  const summary = failed === 0 ? 'No problems found.' : `${failed} of ${results.length} checks failed.`
  return `${lines.join('\n')}\n\n${summary}\n`
}
