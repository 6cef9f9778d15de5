import { PrismaClient } from '@/prisma/generated/client'
import { DatabaseAdapter } from './database-adapter'
import { DatabaseClient } from './database-client'
import { databaseConnection } from './database-connection'
import { createStatementNames } from './statement-names'

/** The default limit per process. PostgreSQL allows a hundred in all by default. */
const CONNECTIONS = 10

type Patience = {
  /** How long one statement may take, in milliseconds. Then the driver ends the connection. */
  queryMs: number
  /** How long to wait for a connection, in milliseconds, given the wait in the connection string. */
  waitMs: (asked: number | undefined) => number
  /** Limits connections, overriding the connection string. */
  connections?: number
}

/**
 * The only way to create a Prisma client: correct in every time zone, and without connections in an unknown
 * state. It connects on first use.
 *
 * It sends no startup parameters unless the connection string has them, because poolers such as PgBouncer
 * refuse them.
 *
 * @throws {EnvironmentError} when the connection string cannot be used
 */
export function connectDatabase(url: string, { queryMs, waitMs, connections }: Patience): PrismaClient {
  const { connection, limits } = databaseConnection(url)
  const settings = {
    ...connection,
    Client: DatabaseClient,
    connectionTimeoutMillis: waitMs(limits.waitMs),
    keepAlive: true,
    max: connections ?? limits.connectionLimit ?? CONNECTIONS,
    query_timeout: queryMs,
  }
  const adapter = new DatabaseAdapter(
    settings,
    limits.namesStatements ? { statementNameGenerator: createStatementNames() } : {},
  )
  return new PrismaClient({ adapter })
}
