import { PrismaClient } from '@/prisma/generated/client'
import { DatabaseAdapter } from './database-adapter'
import { DatabaseClient } from './database-client'
import { databaseConnection } from './database-connection'

/**
 * What a process holds at most unless the address says otherwise; a default PostgreSQL has a hundred for all.
 */
const CONNECTIONS = 10

type Patience = {
  /**
   * How long one statement may take, in milliseconds. The driver keeps the time, and ends the connection when
   * it is up.
   */
  queryMs: number
  /** How long to wait for a connection, in milliseconds, given what the address asks for. */
  waitMs: (asked: number | undefined) => number
  /** Connections at most, whatever the address says. */
  connections?: number
}

/**
 * The one way to a Prisma client: right in every time zone, and without a connection whose fate is unknown.
 * It connects at first use.
 *
 * No PostgreSQL setting is sent with the first message unless the address has one: poolers such as PgBouncer
 * refuse such a connection.
 *
 * @throws {EnvironmentError} when the address cannot be used
 */
export function connectDatabase(url: string, { queryMs, waitMs, connections }: Patience): PrismaClient {
  const { connection, limits } = databaseConnection(url)
  const adapter = new DatabaseAdapter({
    ...connection,
    Client: DatabaseClient,
    connectionTimeoutMillis: waitMs(limits.waitMs),
    keepAlive: true,
    max: connections ?? limits.connectionLimit ?? CONNECTIONS,
    query_timeout: queryMs,
  })
  return new PrismaClient({ adapter })
}
