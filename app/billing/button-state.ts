import type { PortalOutcome } from './portal-response'

/** A portal button's state. The URL is a credential: it stays in memory and is used once. */
export type ButtonState =
  /** After a failed prefetch, only a click sends another request. */
  | { kind: 'idle'; mayPrefetch: boolean }
  | { kind: 'requesting'; isClicked: boolean }
  | { kind: 'ready'; url: string }
  | { kind: 'leaving' }
  | { kind: 'failed'; message: string }

export type ButtonEvent =
  /** A click is likely. */
  | { kind: 'intent' }
  | { kind: 'clicked' }
  | { kind: 'responded'; outcome: PortalOutcome }
  /** Esc, the browser's Stop, or a failed navigation. */
  | { kind: 'stopped' }
  /** The URL has been kept for too long. */
  | { kind: 'expired' }
  /** The page is left. */
  | { kind: 'left' }

/** What to do on a change of state. `cancel` ends the request in progress and the timer. */
export type ButtonEffect =
  | { kind: 'request' | 'keep' | 'cancel' | 'none' }
  | { kind: 'navigate'; url: string }

export const INITIAL: ButtonState = { kind: 'idle', mayPrefetch: true }

const SIGN_IN = '/sign-in?callbackUrl=%2Fbilling&error=SessionEnded'
const NOTHING: ButtonEffect = { kind: 'none' }

/** Returns the next state and its effect. Events that do not apply to a state are ignored. */
export function nextState(state: ButtonState, event: ButtonEvent): [ButtonState, ButtonEffect] {
  switch (event.kind) {
    case 'intent':
      if (state.kind !== 'idle' || !state.mayPrefetch) return [state, NOTHING]
      return [{ kind: 'requesting', isClicked: false }, { kind: 'request' }]
    case 'clicked':
      if (state.kind === 'ready') return [{ kind: 'leaving' }, { kind: 'navigate', url: state.url }]
      if (state.kind === 'requesting') return [{ kind: 'requesting', isClicked: true }, NOTHING]
      if (state.kind === 'leaving') return [state, NOTHING]
      return [{ kind: 'requesting', isClicked: true }, { kind: 'request' }]
    case 'responded':
      if (state.kind !== 'requesting') return [state, NOTHING]
      return state.isClicked ? afterClick(event.outcome) : afterPrefetch(event.outcome)
    case 'stopped':
      return state.kind === 'requesting' || state.kind === 'leaving'
        ? [INITIAL, { kind: 'cancel' }]
        : [state, NOTHING]
    case 'expired':
      return state.kind === 'ready' ? [INITIAL, NOTHING] : [state, NOTHING]
    case 'left':
      return state.kind === 'failed' ? [state, NOTHING] : [INITIAL, { kind: 'cancel' }]
  }
}

function afterClick(outcome: PortalOutcome): [ButtonState, ButtonEffect] {
  switch (outcome.kind) {
    case 'opened':
      return [{ kind: 'leaving' }, { kind: 'navigate', url: outcome.url }]
    case 'signed-out':
      return [{ kind: 'leaving' }, { kind: 'navigate', url: SIGN_IN }]
    case 'stopped':
      return [INITIAL, { kind: 'cancel' }]
    case 'failed':
      return [outcome, NOTHING]
  }
}

/** A failure is not shown, because there was no click yet. */
function afterPrefetch(outcome: PortalOutcome): [ButtonState, ButtonEffect] {
  return outcome.kind === 'opened'
    ? [{ kind: 'ready', url: outcome.url }, { kind: 'keep' }]
    : [{ kind: 'idle', mayPrefetch: false }, NOTHING]
}
