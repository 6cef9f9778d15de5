import { watchAncestors } from './watch-ancestors'

type Handler = (signal: NodeJS.Signals) => void

export type Interruptions = {
  /** The first signal that came while nobody handled any. */
  readonly first: Promise<NodeJS.Signals>
  /** Passes every later signal to this handler, in place of the one before. */
  handle(handler: Handler): void
}

/** npm repeats a Ctrl-C that the terminal has already sent to everybody; what comes this fast is one keystroke. */
const SAME_KEYSTROKE_MS = 300

/**
 * Takes the signals that would end this process, so that it ends in order. The death of the npm that started it counts as a hang-up: whoever
 * kills npm does not mean to leave servers behind.
 */
export function takeInterruptions(): Interruptions {
  let resolveFirst: Handler = () => {}
  const first = new Promise<NodeJS.Signals>((resolve) => {
    resolveFirst = resolve
  })
  let handler: Handler = (signal) => resolveFirst(signal)
  let last = { signal: '', at: 0 }

  const take = (signal: NodeJS.Signals) => {
    const repeated = last.signal === signal && Date.now() - last.at < SAME_KEYSTROKE_MS
    last = { signal, at: Date.now() }
    if (!repeated) handler(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, take)
  watchAncestors(() => take('SIGHUP'))
  return {
    first,
    handle(next) {
      handler = next
    },
  }
}
