import type { Figure } from '../load/statistics'
import { printTable, withSpread } from './print-table'

/** A measured ratio or count beside the limit that the project has set for it. */
export type Target = { name: string; measured: Figure } & ({ atLeast: number } | { atMost: number })

/** Whether the median is within the limit: ✓, ✗, or a dash when it could not be measured. */
function mark(target: Target): string {
  const { median } = target.measured
  if (Number.isNaN(median)) return '–'
  const isMet = 'atLeast' in target ? median >= target.atLeast : median <= target.atMost
  return isMet ? '✓' : '✗'
}

/** Prints each target and whether it is met. It decides nothing: a busy machine misses targets, too. */
export function printTargets(targets: readonly Target[]): void {
  const rows = targets.map((target) => [
    `${mark(target)} ${target.name}`,
    withSpread(target.measured),
    'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`,
  ])
  printTable('Targets', [['', 'measured', 'target'], ...rows])
}
