// @ts-check
import pg from 'pg'

/**
 * The key of Prisma's advisory lock.
 * https://www.prisma.io/docs/orm/prisma-migrate/workflows/development-and-production#advisory-locking
 */
const KEY = 72707369

const HOLDER = `
  SELECT pid, state, date_trunc('second', clock_timestamp() - state_change)::text AS since
  FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND objid = ${KEY} AND granted AND pg_database.datname = current_database()`

/**
 * Says which session holds Prisma's lock, and how to end one that a pooler has kept. Empty when nobody holds
 * it any more, or the database cannot be asked.
 * @param {import('./connection-config.mjs').ConnectionConfig} config
 * @returns {Promise<string>}
 */
export async function findLockHolder(config) {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const [holder] = (await client.query(HOLDER)).rows
    if (!holder) return ''
    const { pid, state, since } = holder
    return (
      `The session ${pid} has it (${state ?? 'state unknown'} for ${since ?? 'an unknown time'}). Wait if ` +
      'another migration is running. If none is, a pooler has kept the session: run ' +
      `SELECT pg_terminate_backend(${pid}); and then this again.`
    )
  } catch {
    return ''
  } finally {
    await client.end().catch(() => {})
  }
}
