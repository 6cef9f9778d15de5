import { expect, test } from 'vitest'
import { createProgress } from './create-progress'

function written(isTerminal: boolean, total: number | null, ...steps: number[]): string {
  let text = ''
  const err = (part: string) => {
    text += part
  }
  const show = createProgress({ out: () => {}, err, isTerminal }, { total, noun: 'rows' })
  for (const done of steps) show(done)
  return text
}

test('redraws one bar on a terminal, and ends its line', () => {
  expect(written(true, 2_000, 1_000, 2_000)).toBe(
    `\r${'█'.repeat(15)}${'░'.repeat(15)} 50 %, 1,000 of 2,000 rows\r${'█'.repeat(30)} 100 %, 2,000 of ` +
      `2,000 rows\n`,
  )
})

test('writes one line per tenth elsewhere, whatever the number of batches', () => {
  const steps = Array.from({ length: 100 }, (_, step) => (step + 1) * 1_000)
  expect(written(false, 100_000, ...steps).match(/\n/g)).toHaveLength(10)
})

test('reports an empty file without dividing by zero', () => {
  expect(written(false, 0, 0)).toBe('0 of 0 rows\n')
})

test('writes one line per thousand where nobody knows the total', () => {
  expect(written(true, null, 900, 1_000, 1_100, 2_050)).toBe('1,000 rows\n2,050 rows\n')
})
