import { ApiError } from './api-error'

/** Seconds after which a caller may try again: connections are retried at every request, so recovery is seen at once. */
const RETRY_AFTER_S = '5'

/**
 * Prisma's codes for a database that is away, as opposed to a statement that is wrong: unreachable, timed out, connection
 * closed, pool exhausted. https://www.prisma.io/docs/orm/reference/error-reference
 */
const AWAY_CODES = new Set(['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1011', 'P1017', 'P2024', 'P2037'])

/** Names of what the PostgreSQL driver says when the connection breaks under a statement. */
const AWAY_WORDS =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout|server closed the connection|the database system is (?:starting up|shutting down)|terminating connection|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i

/** Turns a failure of the database being away into its documented answer; null for any other failure. */
export function findDatabaseFailure(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !isAway(error)) return null
  return new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database is away: check that DATABASE_URL's server runs and accepts connections. (${error.name})`,
    headers: { 'Retry-After': RETRY_AFTER_S },
    cause: error,
  })
}

function isAway(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  if (AWAY_CODES.has(code) || AWAY_WORDS.test(`${code} ${error.name} ${error.message}`)) return true
  return error.cause instanceof Error && isAway(error.cause)
}
