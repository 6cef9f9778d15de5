/** Where a command writes: its result to standard output, everything else to standard error. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** Whether standard error is a terminal, where a line can be redrawn. */
  isTerminal: boolean
}

/** Prints a command's result as one line of JSON. */
export function printResult(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value)}\n`)
}
