import { ApiError } from './api-error'
import { findDatabaseFailureReason } from './database/find-database-failure-reason'

/** Whatever was thrown, as a failure with a documented response. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  const away = findDatabaseFailure(thrown)
  if (away) return away
  return new ApiError('INTERNAL_ERROR', {
    internal:
      thrown instanceof Error
        ? `${thrown.name}: ${thrown.message}`
        : 'Something that is not an error was thrown.',
    cause: thrown,
  })
}

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
