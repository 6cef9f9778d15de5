import { Socket } from 'node:net'
import pg from 'pg'
import { databaseConnection } from '@/lib/database/database-connection'
import { PATIENCE_MS } from './check'

/** Long enough for a sleeping database to wake up. */
const CONNECT_MS = 8_000

/**
 * Runs one query over its own connection, with the app's driver and settings.
 *
 * @throws {Error} the driver's error, within seconds even if the server accepts connections and then hangs
 */
export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  // A separate socket that can be destroyed: a hanging server never closes the connection.
  const socket = new Socket()
  const client = new pg.Client({
    stream: () => socket,
    ...databaseConnection(url).connection,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: PATIENCE_MS,
  })
  // Destroying the socket is an error to the driver, and an unhandled one would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Row>(sql)).rows
  } finally {
    socket.destroy()
  }
}
