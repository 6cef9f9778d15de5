import { ApiError } from './api-error'

/** Seconds after which a caller may try again: connections are retried at every request, so recovery is seen at once. */
const RETRY_AFTER_S = '5'

/** What Prisma's driver adapter calls a connection that cannot be made or is gone. */
const AWAY_KINDS = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
])

/**
 * PostgreSQL's words for the same: connection exceptions (08), no resources (53), starting up or shutting down (57P), a statement canceled
 * for taking too long (57014), a lock not had in time (55P03), and a standby that does not write (25006), as during a failover.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const AWAY_SQLSTATE = /^(?:08...|53...|57P..|57014|55P03|25006)$/

/** Prisma's codes where no adapter's error is given: a transaction that could not begin, or be finished, in time. */
const AWAY_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])

/** What the PostgreSQL driver and Node say in plain errors, which Prisma passes on. */
const AWAY_WORDS =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/

/** Turns a failure of the database being away into its documented answer; null for any other failure. */
export function findDatabaseFailure(error: unknown): ApiError | null {
  const reason = findReason(error)
  if (reason === null) return null
  return new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database is away (${reason}): check that DATABASE_URL's server runs and accepts connections.`,
    headers: { 'Retry-After': RETRY_AFTER_S },
    cause: error,
  })
}

/** Why the database is away, as a code or a few fixed words: nothing of the connection string or of a statement. */
function findReason(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const { kind, originalCode } = adapterCause(error)
  if (originalCode && (AWAY_SQLSTATE.test(originalCode) || AWAY_KINDS.has(kind))) return originalCode
  if (AWAY_KINDS.has(kind)) return kind
  const code = 'code' in error ? String(error.code) : ''
  if (AWAY_CODES.has(code)) return code
  const [words] = AWAY_WORDS.exec(`${code} ${error.message}`) ?? []
  return words ?? findReason(error.cause)
}

/** What the driver adapter reported, which Prisma keeps in `meta`: its own name for the failure, and PostgreSQL's code where there is one. */
function adapterCause(error: Error): { kind: string; originalCode?: string } {
  const cause = Object(Object(Object(error).meta).driverAdapterError).cause
  return { kind: '', ...Object(cause) }
}
