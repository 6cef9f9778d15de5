import { Prisma } from '@/prisma/generated/client'
import { connectDatabase } from './database/connect-database'
import type { Database } from './database/database'
import { requestWaitMs } from './database/database-url'
import { env } from './env'

/**
 * How long one statement may take, in milliseconds: each touches a few rows by key. To end slow statements in
 * the server too, the operator sets PostgreSQL's `statement_timeout` for the role.
 */
const QUERY_MS = 2_500

// Next's development server reloads modules on every change. A new pool each time would exhaust PostgreSQL.
const kept = globalThis as typeof globalThis & { orbitkitDatabase?: Database }

/**
 * The database. It connects on first use, so a build needs no database.
 *
 * @throws {Error} when DATABASE_URL is not set or cannot be used
 */
export function db(): Database {
  kept.orbitkitDatabase ??= connect()
  return kept.orbitkitDatabase
}

function connect(): Database {
  const { database, onVercel } = env()
  const { url } = database
  if (!url) throw new Error('Set DATABASE_URL to a PostgreSQL connection string, or use `npm run local --`.')
  return connectDatabase(url, { queryMs: QUERY_MS, waitMs: requestWaitMs, suspends: onVercel })
}

/**
 * Whether a statement failed on a unique constraint.
 * https://www.prisma.io/docs/orm/reference/error-reference#p2002
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
