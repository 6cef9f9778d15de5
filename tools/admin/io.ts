/** Where a command writes: its answer on standard output, everything else on standard error. */
export type Io = {
  out(text: string): void
  err(text: string): void
  /** Whether standard error is a terminal, which a line can be drawn on again. */
  isTerminal: boolean
}

/** Prints a command's answer: one line of JSON. */
export function answer(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value)}\n`)
}
