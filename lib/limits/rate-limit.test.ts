import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { db } from '../db'
import { LONG_WINDOW_S, rateLimitHeaders, spendRequest, WINDOW_S } from './rate-limit'

const callers: string[] = []

function newCaller(): string {
  const caller = `key:test-${randomUUID()}`
  callers.push(caller)
  return caller
}

/** Moves a caller's bucket into the past, as if it had been idle. */
const age = (caller: string, seconds: number) =>
  db()
    .$executeRaw`UPDATE "RateLimitBucket" SET "refilledAt" = "refilledAt" - make_interval(secs => ${seconds}::float8) WHERE "caller" = ${caller}`

afterEach(async () => {
  await db().rateLimitBucket.deleteMany({ where: { caller: { in: callers.splice(0) } } })
})

test('is in no write-ahead log, and nothing else is left out of it', async () => {
  const unlogged = await db()
    .$queryRaw`SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r'`
  expect(unlogged).toEqual([{ relname: 'RateLimitBucket' }])
})

test('allows a burst of the whole limit, then says when the next request is possible', async () => {
  const caller = newCaller()
  const decisions = []
  for (let request = 0; request < 4; request += 1) decisions.push(await spendRequest(caller, 3))
  expect(decisions.map(({ kind }) => kind)).toEqual(['allowed', 'allowed', 'allowed', 'denied'])
  expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0])
  expect(decisions[3]?.retryAfterSeconds).toBeGreaterThanOrEqual(19)
  expect(decisions[3]?.retryAfterSeconds).toBeLessThanOrEqual(20)
})

test('a request becomes possible exactly when Retry-After says so', async () => {
  const caller = newCaller()
  await spendRequest(caller, 1)
  const denied = await spendRequest(caller, 1)
  await age(caller, denied.retryAfterSeconds - 2)
  expect((await spendRequest(caller, 1)).kind).toBe('denied')
  await age(caller, 2)
  expect((await spendRequest(caller, 1)).kind).toBe('allowed')
})

test('a long pause refills no more than the limit', async () => {
  const caller = newCaller()
  await spendRequest(caller, 2)
  await age(caller, 100 * WINDOW_S)
  expect((await spendRequest(caller, 2)).remaining).toBe(1)
})

test('a lowered limit applies immediately', async () => {
  const caller = newCaller()
  await spendRequest(caller, 100)
  expect((await spendRequest(caller, 2)).remaining).toBe(1)
})

test('allows exactly the limit of many concurrent requests', async () => {
  const caller = newCaller()
  const decisions = await Promise.all(Array.from({ length: 60 }, () => spendRequest(caller, 10)))
  expect(decisions.filter(({ kind }) => kind === 'allowed')).toHaveLength(10)
})

test('callers do not share a limit', async () => {
  const [a, b] = [newCaller(), newCaller()]
  await spendRequest(a, 1)
  expect((await spendRequest(a, 1)).kind).toBe('denied')
  expect((await spendRequest(b, 1)).kind).toBe('allowed')
})

test('removes the rows of idle callers, but not of busy ones', async () => {
  const [quiet, busy] = [newCaller(), newCaller()]
  await spendRequest(quiet, 5)
  await spendRequest(busy, 5)
  await age(quiet, 1_000_000 * WINDOW_S)
  await spendRequest(newCaller(), 5)
  const left = await db().rateLimitBucket.findMany({ where: { caller: { in: [quiet, busy] } } })
  expect(left.map(({ caller }) => caller)).toEqual([busy])
})

test('a limit with a window of 15 minutes refills over 15 minutes, and is not removed earlier', async () => {
  const caller = newCaller()
  const spend = () => spendRequest(caller, 1, LONG_WINDOW_S)
  await spend()
  await age(caller, 800)
  await spendRequest(newCaller(), 5)
  expect(await spend()).toMatchObject({ kind: 'denied', retryAfterSeconds: expect.closeTo(100, -1) })
  await age(caller, 101)
  expect((await spend()).kind).toBe('allowed')
})

test('formats the decision in the syntax of the draft', () => {
  const spent = { kind: 'denied', limit: 5, remaining: 0, resetSeconds: 900, retryAfterSeconds: 180 } as const
  expect(rateLimitHeaders({ ...spent, windowS: LONG_WINDOW_S })).toEqual({
    'RateLimit-Policy': '"default";q=5;w=900',
    RateLimit: '"default";r=0;t=900',
  })
})
