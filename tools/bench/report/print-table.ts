import type { Figure } from '../load/statistics'

/** Prints rows in columns: the first to the left, figures to the right. The first row is the head. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  console.log(`\n${title}`)
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    )
    console.log(`  ${cells.join('  ')}`.trimEnd())
  }
}

/** A number with about three digits; a dash for none. */
export function short(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–'
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)
}

/** The median of all runs, and the least and the most where they differ. */
export function withSpread({ median, least, most }: Figure): string {
  return Number.isNaN(median) || least === most
    ? short(median)
    : `${short(median)} (${short(least)}–${short(most)})`
}
