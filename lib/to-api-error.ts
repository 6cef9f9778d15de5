import { ApiError } from './api-error'
import { findDatabaseFailureReason } from './database/find-database-failure-reason'

/** Turns anything thrown into a failure with a documented response. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  const unavailable = findDatabaseFailure(thrown)
  if (unavailable) return unavailable
  return new ApiError('INTERNAL_ERROR', {
    internal:
      thrown instanceof Error
        ? `${thrown.name}: ${thrown.message}`
        : 'Something that is not an error was thrown.',
    cause: thrown,
  })
}

/** Seconds before a caller should retry. Every request tries to connect, so recovery is immediate. */
const RETRY_AFTER_S = '5'

/** Returns the documented 503 for an unavailable database, null for any other failure. */
export function findDatabaseFailure(error: unknown): ApiError | null {
  const reason = findDatabaseFailureReason(error)
  if (reason === null) return null
  const todo = reason.todo.charAt(0).toLowerCase() + reason.todo.slice(1)
  return new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database is unavailable (${reason.is}): ${todo}`,
    headers: { 'Retry-After': RETRY_AFTER_S },
    cause: error,
  })
}
