import { ApiError } from '../api-error'
import { db } from '../db'
import { findMissingAccess } from './find-missing-access'

/**
 * Checks that requests can be served: the database responds, and its user has the needed privileges.
 *
 * @throws {ApiError} INTERNAL_ERROR with status 503 when tables or privileges are missing; the driver's error
 *   when the database is unavailable
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
