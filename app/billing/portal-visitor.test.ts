import { expect, test } from 'vitest'
import type { PortalOutcome } from './portal-response'
import type { Visit } from './portal-visit'
import { portalVisitor } from './portal-visitor'

const OPENED: PortalOutcome = { kind: 'opened', url: 'https://billing.stripe.com/p/session/1' }

/** A visitor in a world whose clock and server are moved by hand. */
function visitorInTestWorld() {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const requests: { signal: AbortSignal; answer: (outcome: PortalOutcome) => void }[] = []
  const went: string[] = []
  let shown: Visit | null = null
  const visitor = portalVisitor({
    ask: (signal) => new Promise((answer) => requests.push({ signal, answer })),
    go: (url) => went.push(url),
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    show: (visit) => {
      shown = visit
    },
  })
  return {
    visitor,
    requests,
    went,
    shown: () => shown?.kind,
    pass(ms: number) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.run()
      }
    },
    async answer(outcome: PortalOutcome) {
      requests.at(-1)?.answer(outcome)
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

test('a pointer that rests for 70 ms has the portal asked for, one that passes over does not', () => {
  const world = visitorInTestWorld()
  world.visitor.rest()
  world.pass(69)
  world.visitor.unrest()
  world.pass(1_000)
  expect(world.requests).toHaveLength(0)
  world.visitor.rest()
  world.pass(70)
  expect(world.requests).toHaveLength(1)
})

test('a URL is kept for 60 s', async () => {
  const world = visitorInTestWorld()
  world.visitor.send({ kind: 'intended' })
  await world.answer(OPENED)
  world.pass(59_999)
  expect(world.shown()).toBe('ready')
  world.pass(1)
  expect(world.shown()).toBe('idle')
  expect(world.went).toEqual([])
})

test('a request that was stopped is ended, and its answer goes nowhere', async () => {
  const world = visitorInTestWorld()
  world.visitor.send({ kind: 'pressed' })
  world.visitor.send({ kind: 'stopped' })
  expect(world.requests[0]?.signal.aborted).toBe(true)
  await world.answer(OPENED)
  expect(world.went).toEqual([])
  expect(world.shown()).toBe('idle')
})

test('an answer that comes after a stop does not answer the next press', async () => {
  const world = visitorInTestWorld()
  world.visitor.send({ kind: 'pressed' })
  world.visitor.send({ kind: 'stopped' })
  world.visitor.send({ kind: 'pressed' })
  world.requests[0]?.answer(OPENED)
  await Promise.resolve()
  expect(world.went).toEqual([])
})

test('a portal that does not come leaves the button usable after 10 s', async () => {
  const world = visitorInTestWorld()
  world.visitor.send({ kind: 'pressed' })
  await world.answer(OPENED)
  expect(world.went).toHaveLength(1)
  world.pass(9_999)
  expect(world.shown()).toBe('leaving')
  world.pass(1)
  expect(world.shown()).toBe('idle')
})
