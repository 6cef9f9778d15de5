import { ApiError } from '../api-error'
import { db } from '../db'
import { findRequestContext } from '../request-context'
import { traced } from '../telemetry'

/** The limit's window, in seconds. A caller may use the whole limit in one burst; it refills evenly. */
export const WINDOW_S = 60

/**
 * Rows removed by each request that starts a bucket: more than one, so they cannot pile up; few, so it stays
 * fast.
 */
const SWEEP = 2

/** The longest window of any limit, in seconds. A bucket that is unused for so long is full again. */
const LONGEST_WINDOW_S = 15 * 60

export type RateLimitDecision = {
  kind: 'allowed' | 'denied'
  /** Requests a caller may make in the window. */
  limit: number
  /** Whole requests left now. */
  remaining: number
  /** Whole seconds until the limit is fully refilled. */
  resetSeconds: number
  /** Whole seconds, at least 1, until one request is possible; 0 when there is one. */
  retryAfterSeconds: number
}

/**
 * Takes one token from a caller's bucket, or says when one will be available.
 *
 * One statement decides under the row's lock, so any number of processes agree exactly. The clock is
 * PostgreSQL's. Each request that starts a bucket removes a few rows of buckets that are full again, so no
 * cron is needed.
 *
 * @param caller the bucket's name, such as `key:<id>` or `user:<id>`
 * @param limit requests per window
 * @param windowS how long an empty bucket takes to refill, in seconds; 15 minutes at most
 */
export async function spendRequest(
  caller: string,
  limit: number,
  windowS = WINDOW_S,
): Promise<RateLimitDecision> {
  const [bucket] = await db().$queryRaw<{ allowed: boolean; tokens: number }[]>`
    WITH taken AS (
      INSERT INTO "RateLimitBucket" AS bucket ("caller", "tokens", "allowed", "refilledAt")
      VALUES (${caller}, ${limit}::float8 - 1, true, clock_timestamp())
      ON CONFLICT ("caller") DO UPDATE SET ("tokens", "allowed", "refilledAt") = (
        SELECT available - (available >= 1)::int, available >= 1, GREATEST(bucket."refilledAt", clock_timestamp())
        FROM (SELECT LEAST(
          ${limit}::float8,
          bucket."tokens"
            + GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - bucket."refilledAt"))::float8
            * ${limit}::float8 / ${windowS}::float8
        ) AS available) AS refilled
      )
      RETURNING "allowed", "tokens", xmax = 0 AS started
    ), quiet AS (
      SELECT "caller" FROM "RateLimitBucket"
      WHERE (SELECT started FROM taken)
        AND "refilledAt" < now() - make_interval(secs => ${LONGEST_WINDOW_S}::float8)
        AND "caller" <> ${caller}
      ORDER BY "refilledAt" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
    ), swept AS (
      DELETE FROM "RateLimitBucket" WHERE "caller" IN (SELECT "caller" FROM quiet)
    )
    SELECT "allowed", "tokens" FROM taken`
  if (!bucket) throw new Error('The rate limit statement returned no row.')

  const perSecond = limit / windowS
  return {
    kind: bucket.allowed ? 'allowed' : 'denied',
    limit,
    remaining: Math.floor(bucket.tokens),
    resetSeconds: Math.ceil((limit - bucket.tokens) / perSecond),
    retryAfterSeconds: bucket.tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)),
  }
}

/**
 * Formats a decision by draft-ietf-httpapi-ratelimit-headers (two structured fields, sections 3 and 4):
 * `RateLimit-Policy: "default";q=60;w=60` and `RateLimit: "default";r=59;t=1`. A denial adds `Retry-After` in
 * whole seconds (RFC 9110, 10.2.3).
 */
export function rateLimitHeaders(decision: RateLimitDecision): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${decision.limit};w=${WINDOW_S}`,
    RateLimit: `"default";r=${decision.remaining};t=${decision.resetSeconds}`,
    ...(decision.kind === 'denied' && { 'Retry-After': String(decision.retryAfterSeconds) }),
  }
}

/**
 * Counts one request of a caller, and adds the limit's headers to the response.
 *
 * @throws {ApiError} RATE_LIMITED, with `Retry-After`
 */
export const requireWithinLimit = traced('limit', async (caller: string, limit: number): Promise<void> => {
  const decision = await spendRequest(caller, limit)
  const headers = findRequestContext()?.responseHeaders
  for (const [name, value] of Object.entries(rateLimitHeaders(decision))) headers?.set(name, value)
  if (decision.kind === 'denied')
    throw new ApiError('RATE_LIMITED', {
      message: `Too many requests: try again in ${decision.retryAfterSeconds} s`,
      headers: { 'Retry-After': String(decision.retryAfterSeconds) },
    })
})
