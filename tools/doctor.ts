import type { Result } from './doctor/check'
import { examine } from './doctor/examine'
import { loadEnvFiles } from './read-env-files'

/**
 * Looks at what this deployment needs and says what to do about what is broken: `npm run doctor`, or with
 * `--json` for programs. Exit code 1 if anything is broken. It changes nothing, and ends within seconds
 * whatever hangs. It reads the app's `.env*` files, too: those for production where NODE_ENV says so.
 */
const args = process.argv.slice(2)
if (args.some((arg) => arg !== '--json')) {
  console.error('Usage: npm run doctor, or npm run --silent doctor -- --json')
  process.exit(1)
}
loadEnvFiles()
const results = await examine(process.env)
const ok = results.every(({ state }) => state === 'ok')
process.stdout.write(
  args.includes('--json') ? `${JSON.stringify({ ok, checks: results })}\n` : showResults(results),
)
process.exitCode = ok ? 0 : 1

const MARKS: Record<Result['state'], string> = { ok: '✓', failed: '✗', skipped: '–' }

/**
 * One line a check, and under each that failed what to do. The mark and the words tell it without colours.
 */
function showResults(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length))
  const lines = results.flatMap(({ name, state, words, todo }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${words}`,
    ...(todo === null ? [] : [`  ${' '.repeat(width)}  → ${todo}`]),
  ])
  const failed = results.filter(({ state }) => state === 'failed').length
  const summary = failed === 0 ? 'All is well.' : `${failed} of ${results.length} checks failed.`
  return `${lines.join('\n')}\n\n${summary}\n`
}
