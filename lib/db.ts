import { Prisma, type PrismaClient } from '@/prisma/generated/client'
import { connectDatabase } from './database/connect-database'
import { requestWaitMs } from './database/database-url'
import { env } from './env'

/**
 * How long one statement may take: every one here touches a handful of rows by key. PostgreSQL's own
 * `statement_timeout` is for the operator to set for the role; it would end the statement in the server, too.
 */
const QUERY_MS = 2_500

// Next's development server evaluates modules anew on every change; a second pool each time would exhaust
// PostgreSQL.
const kept = globalThis as typeof globalThis & { orbitkitDatabase?: PrismaClient }

/**
 * The database, connected at first use, so that building needs none.
 *
 * @throws {Error} when DATABASE_URL is not set or cannot be used
 */
export function db(): PrismaClient {
  kept.orbitkitDatabase ??= connect()
  return kept.orbitkitDatabase
}

function connect(): PrismaClient {
  const { url } = env().database
  if (!url) throw new Error('Set DATABASE_URL to a PostgreSQL connection string, or use `npm run local --`.')
  return connectDatabase(url, { queryMs: QUERY_MS, waitMs: requestWaitMs })
}

/**
 * Whether a statement failed because a value that must be unique is there already.
 * https://www.prisma.io/docs/orm/reference/error-reference#p2002
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
