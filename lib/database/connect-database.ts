import { attachDatabasePool } from '@vercel/functions/db-connections'
import pg from 'pg'
import { Database } from './database'
import { DatabaseClient } from './database-client'
import { databaseConnection } from './database-connection'
import { createStatementNames } from './statement-names'

/** The default limit per process. PostgreSQL allows a hundred in all by default. */
const CONNECTIONS = 10

/**
 * How long an unused connection stays open where processes are suspended, in milliseconds. Each request keeps
 * its process awake that much longer. https://vercel.com/kb/guide/connection-pooling-with-functions
 */
const SUSPENDING_IDLE_MS = 5_000

type Patience = {
  /** How long one statement may take, in milliseconds. Then the driver ends the connection. */
  queryMs: number
  /** How long to wait for a connection, in milliseconds, given the wait in the connection string. */
  waitMs: (asked: number | undefined) => number
  /** Limits connections, overriding the connection string. */
  connections?: number
  /**
   * Whether the platform suspends idle processes, as Vercel does. Their timers stop, so an unused connection
   * would stay open at the database; the process is kept awake until it is closed.
   */
  suspends?: boolean
}

/**
 * The only way to connect: correct in every time zone, and without connections in an unknown state. It
 * connects on first use.
 *
 * It sends no startup parameters unless the connection string has them, because poolers such as PgBouncer
 * refuse them.
 *
 * @throws {EnvironmentError} when the connection string cannot be used
 */
export function connectDatabase(
  url: string,
  { queryMs, waitMs, connections, suspends = false }: Patience,
): Database {
  const { connection, limits } = databaseConnection(url)
  const pool = new pg.Pool({
    ...connection,
    Client: DatabaseClient,
    connectionTimeoutMillis: waitMs(limits.waitMs),
    keepAlive: true,
    max: connections ?? limits.connectionLimit ?? CONNECTIONS,
    query_timeout: queryMs,
    ...(suspends && { idleTimeoutMillis: SUSPENDING_IDLE_MS }),
  })
  if (suspends) attachDatabasePool(pool)
  return new Database(pool, { nameOf: limits.namesStatements ? createStatementNames() : undefined })
}
