const started = performance.now()

/** Says on standard error what happens now, so that standard output has only the results. */
export function progress(text: string): void {
  const seconds = Math.round((performance.now() - started) / 1_000)
  process.stderr.write(`${String(seconds).padStart(4)} s  ${text}\n`)
}
