import { ApiError } from '../api-error'
import { db } from '../db'
import { findMissingAccess } from './find-missing-access'
import { findMigrationState, migrationProblem } from './migration-state'

/**
 * Checks that requests can be served: the database responds, this version's migrations are applied, and the
 * database user has the needed privileges. A database ahead of this version is ready: that is how one version
 * replaces another.
 *
 * @throws {ApiError} INTERNAL_ERROR with status 503 when migrations, tables or privileges are missing; the
 *   driver's error when the database is unavailable
 */
export async function requireDatabaseReady(): Promise<void> {
  const ask = (sql: string) => db().$queryRawUnsafe<unknown[]>(sql)
  const state = await findMigrationState(ask)
  const problem = migrationProblem(state)
  // A user who may not read Prisma's table usually lacks more, which is named first.
  const missing =
    problem && state.kind !== 'unreadable' ? problem : ((await findMissingAccess(ask)) ?? problem)
  if (missing === null) return
  throw new ApiError('INTERNAL_ERROR', {
    status: 503,
    message: 'The service is unavailable for a moment',
    internal: `The database cannot be used, because ${missing.words}. ${missing.todo}`,
    headers: { 'Retry-After': '5' },
  })
}
