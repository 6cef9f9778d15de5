import { ApiError } from '../api-error'
import { db } from '../db'
import { findMissingAccess } from './find-missing-access'

/**
 * Asks the database whether requests can be served: it answers, and its user may do what requests do.
 *
 * @throws {ApiError} INTERNAL_ERROR with status 503 when tables or privileges are missing; whatever the
 *   driver says when it is away
 */
export async function requireDatabaseReady(): Promise<void> {
  const missing = await findMissingAccess((sql) => db().$queryRawUnsafe(sql))
  if (missing === null) return
  throw new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database cannot be used, because ${missing.words}. ${missing.todo}`,
    headers: { 'Retry-After': '5' },
  })
}
