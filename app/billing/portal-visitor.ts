import type { PortalOutcome } from './portal-response'
import { AT_REST, nextVisit, type Visit, type VisitEvent } from './portal-visit'

/** How long a pointer rests on the button before it counts, in milliseconds: passing over it is less. */
const REST_MS = 70

/** How long a URL is kept, in milliseconds. Stripe's lives for a few minutes. */
const KEPT_MS = 60_000

/**
 * After so long on its way, in milliseconds, the button can be pressed again: some browsers do not say that a
 * navigation was stopped.
 */
const STILL_HERE_MS = 10_000

/** The world of a visitor. A timer's function returns what ends it. */
type World = {
  ask(signal: AbortSignal): Promise<PortalOutcome>
  go(url: string): void
  after(ms: number, run: () => void): () => void
  show(visit: Visit): void
}

/** Does what {@link nextVisit} says, for one button. */
export function portalVisitor({ ask, go, after, show }: World) {
  let visit = AT_REST
  let request = new AbortController()
  let endTimer = () => {}
  let endRest = () => {}

  function send(event: VisitEvent): void {
    const [next, task] = nextVisit(visit, event)
    if (next !== visit) show(next)
    visit = next
    if (task.kind === 'none') return
    endTimer()
    switch (task.kind) {
      case 'ask': {
        request = new AbortController()
        const { signal } = request
        void ask(signal).then((outcome) => {
          if (!signal.aborted) send({ kind: 'answered', outcome })
        })
        return
      }
      case 'keep':
        endTimer = after(KEPT_MS, () => send({ kind: 'expired' }))
        return
      case 'go':
        endTimer = after(STILL_HERE_MS, () => send({ kind: 'stopped' }))
        go(task.url)
        return
      case 'drop':
        request.abort()
    }
  }

  return {
    send,
    /** A pointer has come to the button. */
    rest() {
      endRest()
      endRest = after(REST_MS, () => send({ kind: 'intended' }))
    },
    /** It has gone again. */
    unrest: () => endRest(),
  }
}
