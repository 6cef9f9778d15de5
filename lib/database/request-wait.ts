/** A database that is away must become a 503 well within a caller's patience. */
const USUAL_MS = 2_000

/** What still leaves time for a statement, so that a request answers within 8 s. */
const MOST_MS = 5_000

/**
 * How long a request waits for a connection, in milliseconds, the time to make one included.
 *
 * @param asked what DATABASE_URL asks for by `connect_timeout` and `pool_timeout`
 */
export function requestWaitMs(asked: number = USUAL_MS): number {
  return Math.min(asked, MOST_MS)
}
