import { db } from '../db'

/**
 * The time over which the limit is granted, in seconds: a caller may use it at once, and it comes back
 * evenly.
 */
export const WINDOW_S = 60

/**
 * Rows swept by one request that starts a new bucket. More than one, so that rows cannot pile up; few, so
 * that nobody waits.
 */
const SWEEP = 2

/** The longest time over which any limit is granted, in seconds. After it every quiet bucket is full. */
const LONGEST_WINDOW_S = 15 * 60

export type RateLimitDecision = {
  kind: 'allowed' | 'denied'
  /** Requests a caller may make in the window. */
  limit: number
  /** Whole requests left now. */
  remaining: number
  /** Whole seconds until all of the limit is back. */
  resetSeconds: number
  /** Whole seconds, at least 1, until one request is possible; 0 when there is one. */
  retryAfterSeconds: number
}

/**
 * Takes one token from a caller's bucket, or says when there will be one.
 *
 * One statement decides, under the row's own lock, so any number of processes agree exactly. The clock is
 * PostgreSQL's. A bucket that nobody has touched for the longest window is full again and worth nothing: each
 * request that starts a bucket removes a few such rows, so no cron is needed.
 *
 * @param caller who is counted, such as `key:<id>` or `user:<id>`
 * @param limit requests per window
 * @param windowS how long it takes until all of the limit is back, in seconds; 15 minutes at most
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
          bucket."tokens" + GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - bucket."refilledAt"))::float8 * ${limit}::float8 / ${windowS}::float8
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
