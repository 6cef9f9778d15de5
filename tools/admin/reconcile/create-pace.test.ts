import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { ApiError } from '@/lib/api-error'
import { stripeFailure } from '@/lib/stripe/failures'
import { createPace, retryDelay } from './create-pace'

/** A clock that moves on only by sleeping. */
function createClock() {
  let time = 1_000
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms
    },
  }
}

const throttled = (headers: Record<string, string> = {}) =>
  stripeFailure(
    new Stripe.errors.StripeRateLimitError({ type: 'rate_limit_error', headers, statusCode: 429 }),
  )

test('makes no more than ten calls a second, counting those of each step', async () => {
  const clock = createClock()
  const pace = createPace(clock)
  const started: number[] = []
  for (const calls of [1, 3, 1, 1]) await pace(calls, async () => started.push(clock.now() - 1_000))
  expect(started).toEqual([0, 100, 400, 500])
})

test('repeats a call that Stripe throttles, and returns its result', async () => {
  const clock = createClock()
  let failures = 2
  const result = await createPace(clock)(1, async () => {
    if (failures-- > 0) throw throttled()
    return 'done'
  })
  expect([result, clock.now() - 1_000]).toEqual(['done', 1_000 + 2_000])
})

test('gives up after about a minute of failures, and at once where repeating cannot help', async () => {
  const clock = createClock()
  const pace = createPace(clock)
  const failure = throttled()
  await expect(pace(1, () => Promise.reject(failure))).rejects.toBe(failure)
  expect(clock.now() - 1_000).toBe(63_000)
  const wrongKey = new ApiError('INTERNAL_ERROR')
  let calls = 0
  const failing = async () => {
    calls++
    throw wrongKey
  }
  await expect(pace(1, failing)).rejects.toBe(wrongKey)
  expect(calls).toBe(1)
})

test.each([
  ['as long as Stripe asks for', { 'retry-after': '7' }, 0, 7_000],
  ['a minute at most', { 'retry-after': '3600' }, 0, 60_000],
  ['twice as long each time', {}, 3, 8_000],
])('waits %s', (_, headers, retry, expected) => {
  expect(retryDelay(throttled(headers), retry)).toBe(expected)
})
