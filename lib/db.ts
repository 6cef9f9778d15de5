import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/prisma/generated/client'
import { env } from './env'

/** How long a request waits for a connection: a database that is away must become a 503 well within a caller's patience. */
const CONNECT_TIMEOUT_MS = 2_000

/**
 * How long one statement may take: every one here touches a handful of rows by key. The driver keeps the time, and ends the
 * connection when it is up. PostgreSQL's own `statement_timeout` would be sent while connecting, and poolers such as PgBouncer refuse
 * such a connection; whoever wants it as well sets it for the role.
 */
const QUERY_TIMEOUT_MS = 2_500

// Next's development server evaluates modules anew on every change; a second pool each time would exhaust PostgreSQL.
const kept = globalThis as typeof globalThis & { orbitkitDatabase?: PrismaClient }

/**
 * The database, connected at first use, so that building needs none.
 *
 * @throws {Error} when DATABASE_URL is not set.
 */
export function db(): PrismaClient {
  kept.orbitkitDatabase ??= connect()
  return kept.orbitkitDatabase
}

function connect(): PrismaClient {
  const { url } = env().database
  if (!url) throw new Error('Set DATABASE_URL to a PostgreSQL connection string, or use `npm run local --`.')
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    }),
  })
}
