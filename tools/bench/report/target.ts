import type { Figure } from '../load/statistics'
import { printTable, withSpread } from './print-table'

/** A measured ratio or count beside the limit that the project has set for it. */
export type Target = { name: string; measured: Figure } & ({ atLeast: number } | { atMost: number })

/** Whether the median is within the limit. A figure that could not be measured is not. */
function isMet(target: Target): boolean {
  const { median } = target.measured
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost
}

/** Prints each target with ✓ or ✗. It decides nothing: a busy machine misses targets, too. */
export function printTargets(targets: readonly Target[]): void {
  const rows = targets.map((target) => [
    `${isMet(target) ? '✓' : '✗'} ${target.name}`,
    withSpread(target.measured),
    'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`,
  ])
  printTable('Targets', [['', 'measured', 'target'], ...rows])
}
