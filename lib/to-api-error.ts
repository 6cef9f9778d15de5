import { ApiError } from './api-error'
import { findDatabaseFailure } from './database/database-failure'

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
