import { Prisma } from '@/prisma/generated/client'
import { ApiError } from '../api-error'
import { db } from '../db'
import { findRequestContext } from '../request-context'
import { traced } from '../telemetry'

/** A limit's usual window, in seconds. The whole limit may be used in one burst; it refills evenly. */
export const WINDOW_S = 60

/**
 * Rows removed by each request that starts a bucket: more than one, so they cannot pile up; few, so it stays
 * fast. Part of the text, so that a plan that PostgreSQL keeps for any values uses the index.
 */
const SWEEP = Prisma.sql`2`

/** The longest window of any limit, in seconds. A bucket that is unused for so long is full again. */
export const LONG_WINDOW_S = 15 * 60

export type RateLimitDecision = {
  kind: 'allowed' | 'denied'
  /** Requests allowed in the window. */
  limit: number
  /** In seconds. */
  windowS: number
  /** Whole requests left now. */
  remaining: number
  /** Whole seconds until the limit is fully refilled. */
  resetSeconds: number
  /** Whole seconds, at least 1, until one request is possible; 0 when there is one. */
  retryAfterSeconds: number
}

/** A bucket's limit. */
type Limit = {
  /** Requests per window. */
  limit: number
  /** How long an empty bucket takes to refill, in seconds; {@link LONG_WINDOW_S} at most. */
  windowS?: number
}

/** The row `taken` of {@link takeFromBucket}. */
export type TakenRow = { allowed: boolean; tokens: number }

/**
 * Common table expressions that take one token from a bucket. `taken` holds the decision, or no row if
 * `bucket` returns none. A statement that also finds the caller takes one round trip in all.
 *
 * It decides under the row's lock, so any number of processes agree exactly. The clock is PostgreSQL's. Each
 * request that starts a bucket removes a few rows of buckets that are full again, so no cron is needed.
 *
 * @param bucket a query for at most one name of a bucket, such as `key:<id>` or `user:<id>`
 */
export function takeFromBucket(bucket: Prisma.Sql, { limit, windowS = WINDOW_S }: Limit): Prisma.Sql {
  return Prisma.sql`
    taken AS (
      INSERT INTO "RateLimitBucket" AS bucket ("caller", "tokens", "allowed", "refilledAt")
      SELECT caller, ${limit}::float8 - 1, true, clock_timestamp() FROM (${bucket}) AS request (caller)
      ON CONFLICT ("caller") DO UPDATE SET ("tokens", "allowed", "refilledAt") = (
        SELECT available - (available >= 1)::int, available >= 1, GREATEST(bucket."refilledAt", clock_timestamp())
        FROM (SELECT LEAST(
          ${limit}::float8,
          bucket."tokens"
            + GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - bucket."refilledAt"))::float8
            * ${limit}::float8 / ${windowS}::float8
        ) AS available) AS refilled
      )
      RETURNING "caller", "allowed", "tokens", xmax = 0 AS started
    ), quiet AS (
      SELECT "caller" FROM "RateLimitBucket"
      WHERE (SELECT started FROM taken)
        AND "refilledAt" < now() - make_interval(secs => ${LONG_WINDOW_S}::float8)
        AND "caller" <> (SELECT "caller" FROM taken)
      ORDER BY "refilledAt" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
    ), swept AS (
      DELETE FROM "RateLimitBucket" WHERE "caller" IN (SELECT "caller" FROM quiet)
    )`
}

/** What a row of {@link takeFromBucket} with this limit means. */
export function decisionOf(
  { allowed, tokens }: TakenRow,
  { limit, windowS = WINDOW_S }: Limit,
): RateLimitDecision {
  const perSecond = limit / windowS
  return {
    kind: allowed ? 'allowed' : 'denied',
    limit,
    windowS,
    remaining: Math.floor(tokens),
    resetSeconds: Math.ceil((limit - tokens) / perSecond),
    retryAfterSeconds: tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond)),
  }
}

/**
 * Takes one token from a bucket, or says when one will be available.
 *
 * @param bucket its name
 */
export async function spendRequest(
  bucket: string,
  limit: number,
  windowS = WINDOW_S,
): Promise<RateLimitDecision> {
  const [taken] = await db().rows<TakenRow>(Prisma.sql`
    WITH ${takeFromBucket(Prisma.sql`SELECT ${bucket}::text`, { limit, windowS })}
    SELECT "allowed", "tokens" FROM taken`)
  if (!taken) throw new Error('The rate limit statement returned no row.')
  return decisionOf(taken, { limit, windowS })
}

/**
 * Formats a decision by draft-ietf-httpapi-ratelimit-headers (two structured fields, sections 3 and 4):
 * `RateLimit-Policy: "default";q=60;w=60` and `RateLimit: "default";r=59;t=1`.
 */
export function rateLimitHeaders(decision: RateLimitDecision): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${decision.limit};w=${decision.windowS}`,
    RateLimit: `"default";r=${decision.remaining};t=${decision.resetSeconds}`,
  }
}

/**
 * Adds the limit's headers to the response.
 *
 * @throws {ApiError} RATE_LIMITED, with `Retry-After` (RFC 9110, 10.2.3), when the request is denied
 */
export const requireWithinLimit = traced('limit', async (decision: RateLimitDecision): Promise<void> => {
  const headers = findRequestContext()?.responseHeaders
  for (const [name, value] of Object.entries(rateLimitHeaders(decision))) headers?.set(name, value)
  if (decision.kind === 'denied')
    throw new ApiError('RATE_LIMITED', {
      message: `Too many requests: try again in ${decision.retryAfterSeconds} s`,
      headers: { 'Retry-After': String(decision.retryAfterSeconds) },
    })
})
