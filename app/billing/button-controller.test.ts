import { expect, test } from 'vitest'
import { createButtonController } from './button-controller'
import type { ButtonState } from './button-state'
import type { PortalOutcome } from './portal-response'

const OPENED: PortalOutcome = { kind: 'opened', url: 'https://billing.stripe.com/p/session/1' }

/** A controller whose clock and server the test controls. */
function createTestButton() {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const requests: { signal: AbortSignal; respond: (outcome: PortalOutcome) => void }[] = []
  const visited: string[] = []
  let state: ButtonState | null = null
  const controller = createButtonController({
    request: (signal) => new Promise((respond) => requests.push({ signal, respond })),
    navigate: (url) => visited.push(url),
    setTimer(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    onChange: (next) => {
      state = next
    },
  })
  return {
    ...controller,
    requests,
    visited,
    state: () => state?.kind,
    pass(ms: number) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.run()
      }
    },
    async respond(outcome: PortalOutcome) {
      requests.at(-1)?.respond(outcome)
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

test('a pointer that rests for 70 ms sends a request, and one that passes over does not', () => {
  const button = createTestButton()
  button.startHover()
  button.pass(69)
  button.endHover()
  button.pass(1_000)
  expect(button.requests).toHaveLength(0)
  button.startHover()
  button.pass(70)
  expect(button.requests).toHaveLength(1)
})

test('a URL is kept for 60 s', async () => {
  const button = createTestButton()
  button.send({ kind: 'intent' })
  await button.respond(OPENED)
  button.pass(59_999)
  expect(button.state()).toBe('ready')
  button.pass(1)
  expect(button.state()).toBe('idle')
  expect(button.visited).toEqual([])
})

test('a stopped request is aborted, and its response does not navigate', async () => {
  const button = createTestButton()
  button.send({ kind: 'clicked' })
  button.send({ kind: 'stopped' })
  expect(button.requests[0]?.signal.aborted).toBe(true)
  await button.respond(OPENED)
  expect(button.visited).toEqual([])
  expect(button.state()).toBe('idle')
})

test('a response that arrives after a stop is not used for the next click', async () => {
  const button = createTestButton()
  button.send({ kind: 'clicked' })
  button.send({ kind: 'stopped' })
  button.send({ kind: 'clicked' })
  button.requests[0]?.respond(OPENED)
  await Promise.resolve()
  expect(button.visited).toEqual([])
})

test('the button works again after 10 s if the portal does not load', async () => {
  const button = createTestButton()
  button.send({ kind: 'clicked' })
  await button.respond(OPENED)
  expect(button.visited).toHaveLength(1)
  button.pass(9_999)
  expect(button.state()).toBe('leaving')
  button.pass(1)
  expect(button.state()).toBe('idle')
})
