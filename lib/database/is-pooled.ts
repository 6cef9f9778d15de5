import pg from 'pg'
import type { DatabaseConnection } from './database-connection'

/** Long enough for a sleeping database to wake up. */
const PATIENCE_MS = 10_000

/** Repeated, because behind a busy pooler a round may look like two sessions by chance. */
const ROUNDS = 3

/**
 * Whether a connection is not a session of its own: a pooler hands each transaction to any server process.
 * Prisma's migration lock then stays on a pooled connection, and every later migration waits for it, even a
 * direct one (tried with PgBouncer 1.18).
 *
 * Two connections ask for their server process in turn, each sometimes twice in a row. On a direct connection
 * both always see one process of their own. Behind PgBouncer, which takes the last used process first, they
 * see the same one; with `server_round_robin` or under load, each sees several.
 *
 * Not recognised, and harmless: poolers in session mode, such as Supabase's on port 5432. They return a
 * process only at the end of a connection and reset it, which releases the lock. Not recognised, and harmful:
 * a pooler that makes up `pg_backend_pid()`, as ProxySQL does.
 *
 * Excluded: the process id of the connection's cancel key, because a proxy such as Neon's makes up that one
 * for direct connections, too (https://github.com/neondatabase/neon/pull/1052); and host names, because
 * Supabase's pooler has one name for both modes.
 *
 * @throws {Error} the driver's error
 */
export async function isPooled(connection: DatabaseConnection): Promise<boolean> {
  const options = { ...connection, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS }
  const clients = [new pg.Client(options), new pg.Client(options)] as const
  // A connection that breaks between two queries must not end the process; the next query reports it.
  for (const client of clients) client.on('error', () => {})
  try {
    await Promise.all(clients.map((client) => client.connect()))
    const answers: Answer[] = []
    for (let round = 0; round < ROUNDS; round++)
      for (const index of [0, 1, 1, 0] as const) {
        const { rows } = await clients[index].query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
        answers.push([index, rows[0]?.pid ?? 0])
      }
    return showsPooler(answers)
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()))
  }
}

/** Which connection asked, and the server process that answered. */
type Answer = [connection: number, pid: number]

/** Whether connections shared a server process, or one of them changed it. */
export function showsPooler(answers: readonly Answer[]): boolean {
  const connections = new Set(answers.map(([connection]) => connection)).size
  const processes = new Set(answers.map(([, pid]) => pid)).size
  const pairs = new Set(answers.map((answer) => answer.join())).size
  return pairs > connections || processes < connections
}

/** What to do about a pooler, given the variable that leads through it. */
export const poolerTodo = (variable: string) =>
  `${variable === 'DIRECT_DATABASE_URL' ? 'Change' : 'Set'} DIRECT_DATABASE_URL to the database’s own ` +
  `address: on Neon the host without -pooler, on Supabase port 5432 instead of 6543.`
