import { ApiError } from '../api-error'
import { findDatabaseFailureReason } from './find-database-failure-reason'

/**
 * Seconds after which a caller may try again: connections are retried at every request, so recovery is seen
 * at once.
 */
const RETRY_AFTER_S = '5'

/** Turns a failure of the database being away into its documented answer; null for any other failure. */
export function findDatabaseFailure(error: unknown): ApiError | null {
  const reason = findDatabaseFailureReason(error)
  if (reason === null) return null
  const todo = reason.todo.charAt(0).toLowerCase() + reason.todo.slice(1)
  return new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database is away (${reason.is}): ${todo}`,
    headers: { 'Retry-After': RETRY_AFTER_S },
    cause: error,
  })
}
