import type { PortalOutcome } from './portal-response'

/** A button's progress towards the portal. The URL is a credential: it stays in memory and is used once. */
export type Visit =
  /** After a request beforehand has failed, only a press asks again. */
  | { kind: 'idle'; asksBeforehand: boolean }
  | { kind: 'asking'; isPressed: boolean }
  | { kind: 'ready'; url: string }
  | { kind: 'leaving' }
  | { kind: 'failed'; words: string }

export type VisitEvent =
  /** Somebody is about to press. */
  | { kind: 'intended' }
  | { kind: 'pressed' }
  | { kind: 'answered'; outcome: PortalOutcome }
  /** Esc, Stop, or a navigation that came to nothing. */
  | { kind: 'stopped' }
  /** The URL has been kept for as long as it may be. */
  | { kind: 'expired' }
  /** The page is left, or comes back as it was left. */
  | { kind: 'left' }

/** What has to be done about it; `drop` forgets the request that is under way and every timer. */
export type VisitTask = { kind: 'ask' | 'keep' | 'drop' | 'none' } | { kind: 'go'; url: string }

export const AT_REST: Visit = { kind: 'idle', asksBeforehand: true }

const SIGN_IN = '/sign-in?callbackUrl=%2Fbilling&error=SessionEnded'
const NOTHING: VisitTask = { kind: 'none' }

/** The next state and what has to be done; an event that means nothing in a state changes nothing. */
export function nextVisit(visit: Visit, event: VisitEvent): [Visit, VisitTask] {
  switch (event.kind) {
    case 'intended':
      if (visit.kind !== 'idle' || !visit.asksBeforehand) return [visit, NOTHING]
      return [{ kind: 'asking', isPressed: false }, { kind: 'ask' }]
    case 'pressed':
      if (visit.kind === 'ready') return [{ kind: 'leaving' }, { kind: 'go', url: visit.url }]
      if (visit.kind === 'asking') return [{ kind: 'asking', isPressed: true }, NOTHING]
      if (visit.kind === 'leaving') return [visit, NOTHING]
      return [{ kind: 'asking', isPressed: true }, { kind: 'ask' }]
    case 'answered':
      // Of a request that was stopped meanwhile.
      if (visit.kind !== 'asking') return [visit, NOTHING]
      return visit.isPressed ? goOrSay(event.outcome) : keep(event.outcome)
    case 'stopped':
      return visit.kind === 'asking' || visit.kind === 'leaving'
        ? [AT_REST, { kind: 'drop' }]
        : [visit, NOTHING]
    case 'expired':
      return visit.kind === 'ready' ? [AT_REST, NOTHING] : [visit, NOTHING]
    case 'left':
      return visit.kind === 'failed' ? [visit, NOTHING] : [AT_REST, { kind: 'drop' }]
  }
}

function goOrSay(outcome: PortalOutcome): [Visit, VisitTask] {
  switch (outcome.kind) {
    case 'opened':
      return [{ kind: 'leaving' }, { kind: 'go', url: outcome.url }]
    case 'signed-out':
      return [{ kind: 'leaving' }, { kind: 'go', url: SIGN_IN }]
    case 'stopped':
      return [AT_REST, { kind: 'drop' }]
    case 'failed':
      return [outcome, NOTHING]
  }
}

/** Nobody has pressed yet, so a failure is not worth a word. */
function keep(outcome: PortalOutcome): [Visit, VisitTask] {
  return outcome.kind === 'opened'
    ? [{ kind: 'ready', url: outcome.url }, { kind: 'keep' }]
    : [{ kind: 'idle', asksBeforehand: false }, NOTHING]
}
