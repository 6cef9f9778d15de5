import { expect, test } from 'vitest'
import { type ButtonEvent, type ButtonState, INITIAL, nextState } from './button-state'
import type { PortalOutcome } from './portal-response'

const URL = 'https://billing.stripe.com/p/session/1'
const OPENED: PortalOutcome = { kind: 'opened', url: URL }
const FAILED: PortalOutcome = { kind: 'failed', message: 'No.' }
const responded = (outcome: PortalOutcome): ButtonEvent => ({ kind: 'responded', outcome })

const INTENT: ButtonEvent = { kind: 'intent' }
const CLICKED: ButtonEvent = { kind: 'clicked' }
const STOPPED: ButtonEvent = { kind: 'stopped' }
const EXPIRED: ButtonEvent = { kind: 'expired' }
const LEFT: ButtonEvent = { kind: 'left' }

/** The final state after these events, and their effects in order. */
function after(...events: ButtonEvent[]) {
  let state: ButtonState = INITIAL
  const effects = events.map((event) => {
    const [next, effect] = nextState(state, event)
    state = next
    return effect.kind === 'navigate' ? `navigate ${effect.url}` : effect.kind
  })
  return { state, effects: effects.filter((effect) => effect !== 'none') }
}

test('clicks send one request and navigate once', () => {
  expect(after(CLICKED, CLICKED, responded(OPENED), CLICKED)).toEqual({
    state: { kind: 'leaving' },
    effects: ['request', `navigate ${URL}`],
  })
})

test('a prefetched URL is ready for the click, and used once', () => {
  expect(after(INTENT, INTENT, responded(OPENED), CLICKED, STOPPED, CLICKED).effects).toEqual([
    'request',
    'keep',
    `navigate ${URL}`,
    'cancel',
    'request',
  ])
})

test('a click during a prefetch waits for its response', () => {
  expect(after(INTENT, CLICKED, responded(OPENED)).effects).toEqual(['request', `navigate ${URL}`])
})

test.each([FAILED, { kind: 'signed-out' } as const])(
  'a failed prefetch shows nothing and is not repeated, and a click sends a new request: %o',
  (outcome) => {
    expect(after(INTENT, responded(outcome), INTENT)).toEqual({
      state: { kind: 'idle', mayPrefetch: false },
      effects: ['request'],
    })
    expect(after(INTENT, responded(outcome), CLICKED).effects).toEqual(['request', 'request'])
  },
)

test('a failure is shown after a click, and the next click sends a new request', () => {
  expect(after(CLICKED, responded(FAILED)).state).toEqual(FAILED)
  expect(after(INTENT, CLICKED, responded(FAILED)).state).toEqual(FAILED)
  expect(after(CLICKED, responded(FAILED), CLICKED).effects).toEqual(['request', 'request'])
})

test('an ended session leads to sign-in, which says so', () => {
  expect(after(CLICKED, responded({ kind: 'signed-out' })).effects.at(-1)).toMatch(
    /^navigate \/sign-in\?.*SessionEnded/,
  )
})

test('a stopped request does not navigate later, and the button works again', () => {
  expect(after(CLICKED, STOPPED, responded(OPENED))).toEqual({
    state: INITIAL,
    effects: ['request', 'cancel'],
  })
  expect(after(CLICKED, responded(OPENED), STOPPED).state).toEqual(INITIAL)
  expect(after(CLICKED, responded({ kind: 'stopped' })).state).toEqual(INITIAL)
})

test('a URL is dropped when it expires and when the page is left', () => {
  for (const event of [EXPIRED, LEFT]) expect(after(INTENT, responded(OPENED), event).state).toEqual(INITIAL)
  expect(after(INTENT, responded(OPENED), EXPIRED, CLICKED).effects.at(-1)).toBe('request')
})

test('Esc does not drop a prefetched URL', () => {
  expect(after(INTENT, responded(OPENED), STOPPED).state.kind).toBe('ready')
})
