import { setTimeout } from 'node:timers/promises'
import { type Answer, type Outgoing, send } from '../fixtures/send'

/** A response, with the times of its request and its arrival, in milliseconds since 1970. */
type TimedResponse = Answer & { from: number; to: number }

export type Load = {
  /** The responses so far. */
  answers: readonly TimedResponse[]
  stop(): Promise<TimedResponse[]>
}

/** The pause between two requests of one sender: a steady load, not the maximum. */
const PAUSE_MS = 20

/**
 * Repeats one request from several senders at once, each waiting for its response. A broken connection makes
 * `stop` reject, because the app must always respond.
 */
export function startLoad(request: Outgoing, senders: number): Load {
  const answers: TimedResponse[] = []
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
  // `stop` awaits it later.
  done.catch(() => {})
  return {
    answers,
    async stop() {
      stopped = true
      await done
      return answers
    },
  }
}
