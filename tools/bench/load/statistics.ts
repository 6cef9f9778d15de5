/** The value that `share` of all values do not exceed; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** A figure measured several times. */
export type Figure = { median: number; least: number; most: number }

/** The middle one of several runs and how far they lie apart. */
export function figure(runs: readonly number[]): Figure {
  return { median: quantile(runs, 0.5), least: Math.min(...runs), most: Math.max(...runs) }
}

/** One run of each side happened in turn, so each pair has seen the same machine. */
export function ratio(runs: readonly number[], baseline: readonly number[]): Figure {
  return figure(runs.map((value, i) => value / (baseline[i] ?? Number.NaN)))
}
