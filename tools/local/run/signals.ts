import { constants } from 'node:os'

type Handler = (signal: NodeJS.Signals) => void

/** Ends at once, with the exit code that a shell would give; what listens to `exit` still clears up. */
const quit: Handler = (signal) => process.exit(128 + constants.signals[signal])

let handler = quit
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => handler(signal))

/** Passes the signals that would end this process to `next`; without it they end it, in order, once more. */
export function onSignals(next: Handler = quit): void {
  handler = next
}
