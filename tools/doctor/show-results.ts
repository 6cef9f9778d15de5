import type { Result } from './check'

const MARKS: Record<Result['state'], string> = { ok: '✓', failed: '✗', skipped: '–' }

/**
 * One line a check, and under each that failed what to do. The mark and the words tell it without colours.
 */
export function showResults(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length))
  const lines = results.flatMap(({ name, state, words, todo }) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${words}`,
    ...(todo === null ? [] : [`  ${' '.repeat(width)}  → ${todo}`]),
  ])
  const failed = results.filter(({ state }) => state === 'failed').length
  const summary = failed === 0 ? 'All is well.' : `${failed} of ${results.length} checks failed.`
  return `${lines.join('\n')}\n\n${summary}\n`
}
