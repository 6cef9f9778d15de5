import { Socket } from 'node:net'
import pg from 'pg'
import { databaseConnection } from '@/lib/database/database-connection'
import { PATIENCE_MS } from './check'

/** Long enough for a database that sleeps when idle to wake up. */
const CONNECT_MS = 8_000

/**
 * Asks the database one question over a connection of its own, as the app's driver would.
 *
 * @throws {Error} what the driver says; within seconds, even if the server accepts connections and then says
 *   nothing
 */
export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  // Our own, so that it can be cut off: a server that says nothing does not say goodbye either.
  const socket = new Socket()
  const client = new pg.Client({
    stream: () => socket,
    ...databaseConnection(url).connection,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: PATIENCE_MS,
  })
  // The cut is an error to the driver, and one that nobody listens to would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Row>(sql)).rows
  } finally {
    socket.destroy()
  }
}
