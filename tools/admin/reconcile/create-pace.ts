import { setTimeout as pause } from 'node:timers/promises'
import Stripe from 'stripe'
import { ApiError } from '@/lib/api-error'

/**
 * Calls a second. Stripe allows 100 in live mode and 25 in a sandbox, and 25 at one endpoint; the app needs
 * its share. https://docs.stripe.com/rate-limits
 */
const PER_SECOND = 10

/** About a minute of failures in a row. */
const MAX_RETRIES = 6

/** The longest pause that Stripe may ask for, in milliseconds. */
const MAX_PAUSE_MS = 60_000

/** Makes calls to Stripe at a polite pace. `calls` is how many requests `work` makes at most. */
export type Pace = <T>(calls: number, work: () => Promise<T>) => Promise<T>

type Clock = { now(): number; sleep(ms: number): Promise<unknown> }

/** @throws {Error} what `work` throws when it cannot be repeated, or keeps failing */
export function createPace(clock: Clock = { now: () => performance.now(), sleep: pause }): Pace {
  let free = clock.now()
  return async (calls, work) => {
    for (let retry = 0; ; retry++) {
      const wait = free - clock.now()
      if (wait > 0) await clock.sleep(wait)
      free = Math.max(free, clock.now()) + (calls * 1_000) / PER_SECOND
      try {
        return await work()
      } catch (error) {
        const delay = retry < MAX_RETRIES ? retryDelay(error, retry) : null
        if (delay === null) throw error
        await clock.sleep(delay)
      }
    }
  }
}

/**
 * How long to wait before a failed call is repeated, in milliseconds: as long as `Retry-After` says, or twice
 * as long each time. Null when repeating it cannot help.
 */
export function retryDelay(error: unknown, retry: number): number | null {
  if (!(error instanceof ApiError) || error.code !== 'PAYMENT_ERROR') return null
  const headers = error.cause instanceof Stripe.errors.StripeError ? error.cause.headers : undefined
  const asked = Number(headers?.['retry-after']) * 1_000
  return Math.min(asked > 0 ? asked : 1_000 * 2 ** retry, MAX_PAUSE_MS)
}
