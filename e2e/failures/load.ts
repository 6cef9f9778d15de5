import { setTimeout } from 'node:timers/promises'
import { type Answer, type Outgoing, send } from '../fixtures/send'

/** An answer, and when it was asked for and came, in milliseconds since 1970. */
export type TimedAnswer = Answer & { from: number; to: number }

/** Between two requests of one sender, in milliseconds: a steady load, and not all that two cores can do. */
const PAUSE_MS = 20

/**
 * Sends one request again and again, from several senders at once, each waiting for its answer. Connections
 * that break are answers that never came, and make {@link stop} reject: whatever happens behind the app, it
 * answers.
 */
export function startLoad(request: Outgoing, senders: number): { stop(): Promise<TimedAnswer[]> } {
  const answers: TimedAnswer[] = []
  let stopped = false
  const sendOn = async () => {
    while (!stopped) {
      const from = Date.now()
      const answer = await send(request)
      answers.push({ ...answer, from, to: Date.now() })
      await setTimeout(PAUSE_MS)
    }
  }
  const done = Promise.all(Array.from({ length: senders }, sendOn))
  // Who waits for it comes later.
  done.catch(() => {})
  return {
    async stop() {
      stopped = true
      await done
      return answers
    },
  }
}
