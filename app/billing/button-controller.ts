import { type ButtonEvent, type ButtonState, INITIAL, nextState } from './button-state'
import type { PortalOutcome } from './portal-response'

/** How long a pointer must rest on the button to count as intent, in milliseconds. */
const HOVER_MS = 70

/** How long a URL is kept, in milliseconds. Stripe's is valid for a few minutes. */
const KEPT_MS = 60_000

/**
 * How long a navigation may take, in milliseconds. Then the button works again, because some browsers do not
 * report a stopped navigation.
 */
const NAVIGATION_MS = 10_000

type Effects = {
  request(signal: AbortSignal): Promise<PortalOutcome>
  navigate(url: string): void
  /** Calls `run` after `ms`. The returned function cancels it. */
  setTimer(ms: number, run: () => void): () => void
  onChange(state: ButtonState): void
}

/** Keeps one button's state and performs the effects of {@link nextState}. */
export function createButtonController({ request, navigate, setTimer, onChange }: Effects) {
  let state = INITIAL
  let requestInProgress = new AbortController()
  let cancelTimer = () => {}
  let cancelHover = () => {}

  function send(event: ButtonEvent): void {
    const [next, effect] = nextState(state, event)
    if (next !== state) onChange(next)
    state = next
    if (effect.kind === 'none') return
    cancelTimer()
    switch (effect.kind) {
      case 'request': {
        requestInProgress = new AbortController()
        const { signal } = requestInProgress
        void request(signal).then((outcome) => {
          if (!signal.aborted) send({ kind: 'responded', outcome })
        })
        return
      }
      case 'keep':
        cancelTimer = setTimer(KEPT_MS, () => send({ kind: 'expired' }))
        return
      case 'navigate':
        cancelTimer = setTimer(NAVIGATION_MS, () => send({ kind: 'stopped' }))
        navigate(effect.url)
        return
      case 'cancel':
        requestInProgress.abort()
    }
  }

  return {
    send,
    startHover() {
      cancelHover()
      cancelHover = setTimer(HOVER_MS, () => send({ kind: 'intent' }))
    },
    endHover: () => cancelHover(),
  }
}
