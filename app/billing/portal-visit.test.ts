import { expect, test } from 'vitest'
import type { PortalOutcome } from './portal-response'
import { AT_REST, nextVisit, type Visit, type VisitEvent } from './portal-visit'

const URL = 'https://billing.stripe.com/p/session/1'
const OPENED: PortalOutcome = { kind: 'opened', url: URL }
const FAILED: PortalOutcome = { kind: 'failed', words: 'No.' }
const answered = (outcome: PortalOutcome): VisitEvent => ({ kind: 'answered', outcome })

const INTENDED: VisitEvent = { kind: 'intended' }
const PRESSED: VisitEvent = { kind: 'pressed' }
const STOPPED: VisitEvent = { kind: 'stopped' }
const EXPIRED: VisitEvent = { kind: 'expired' }
const LEFT: VisitEvent = { kind: 'left' }

/** The tasks that events cause one after the other, and where the button is then. */
function after(...events: VisitEvent[]) {
  let visit: Visit = AT_REST
  const tasks = events.map((event) => {
    const [next, task] = nextVisit(visit, event)
    visit = next
    return task.kind === 'go' ? `go ${task.url}` : task.kind
  })
  return { visit, tasks: tasks.filter((task) => task !== 'none') }
}

test('a press asks once, and goes there', () => {
  expect(after(PRESSED, PRESSED, answered(OPENED), PRESSED)).toEqual({
    visit: { kind: 'leaving' },
    tasks: ['ask', `go ${URL}`],
  })
})

test('what was asked for beforehand is there at the press, and used once', () => {
  expect(after(INTENDED, INTENDED, answered(OPENED), PRESSED, STOPPED, PRESSED).tasks).toEqual([
    'ask',
    'keep',
    `go ${URL}`,
    'drop',
    'ask',
  ])
})

test('a press while it is being asked for waits for the same answer', () => {
  expect(after(INTENDED, PRESSED, answered(OPENED)).tasks).toEqual(['ask', `go ${URL}`])
})

test.each([FAILED, { kind: 'signed-out' } as const])(
  'what failed beforehand shows nothing, is not tried again, and a press asks anew: %o',
  (outcome) => {
    expect(after(INTENDED, answered(outcome), INTENDED)).toEqual({
      visit: { kind: 'idle', asksBeforehand: false },
      tasks: ['ask'],
    })
    expect(after(INTENDED, answered(outcome), PRESSED).tasks).toEqual(['ask', 'ask'])
  },
)

test('a failure is shown at the press, and the next press asks anew', () => {
  expect(after(PRESSED, answered(FAILED)).visit).toEqual(FAILED)
  expect(after(INTENDED, PRESSED, answered(FAILED)).visit).toEqual(FAILED)
  expect(after(PRESSED, answered(FAILED), PRESSED).tasks).toEqual(['ask', 'ask'])
})

test('a session that has ended leads to sign-in, which says so', () => {
  expect(after(PRESSED, answered({ kind: 'signed-out' })).tasks.at(-1)).toMatch(
    /^go \/sign-in\?.*SessionEnded/,
  )
})

test('what is stopped leads nowhere later, and can be pressed again', () => {
  expect(after(PRESSED, STOPPED, answered(OPENED))).toEqual({ visit: AT_REST, tasks: ['ask', 'drop'] })
  expect(after(PRESSED, answered(OPENED), STOPPED).visit).toEqual(AT_REST)
  expect(after(PRESSED, answered({ kind: 'stopped' })).visit).toEqual(AT_REST)
})

test('a URL is dropped when its time is over and when the page is left', () => {
  for (const event of [EXPIRED, LEFT]) expect(after(INTENDED, answered(OPENED), event).visit).toEqual(AT_REST)
  expect(after(INTENDED, answered(OPENED), EXPIRED, PRESSED).tasks.at(-1)).toBe('ask')
})

test('Esc does not drop a URL that nobody has asked to go to', () => {
  expect(after(INTENDED, answered(OPENED), STOPPED).visit.kind).toBe('ready')
})
