import pg from 'pg'
import { type DatabaseConnection, databaseConnection } from '@/lib/database/database-connection'
import { requestWaitMs } from '@/lib/database/database-url'
import { findDatabaseFailureReason } from '@/lib/database/find-database-failure-reason'
import type { Check, Finding } from './check'
import { query } from './query'

type Answer = { version: string; dateStyle: string }

const QUESTION = `
  SELECT current_setting('server_version') AS version, current_setting('DateStyle') AS "dateStyle"`

export const checkDatabase: Check = {
  name: 'database',
  variables: ['DATABASE_URL'],
  needs: [],
  async look({ database }) {
    const url = database.url ?? ''
    const { connection, limits } = databaseConnection(url)
    const place = `${connection.host ?? 'localhost'}:${connection.port ?? 5432}`
    const started = performance.now()
    try {
      const [answer] = await query<Answer>(url, QUESTION)
      if (!answer) throw new Error('no answer')
      if (limits.namesStatements) await tryStatementNames(connection)
      return judge(answer, place, performance.now() - started, requestWaitMs(limits.waitMs))
    } catch (error) {
      const reason = findDatabaseFailureReason(error)
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
      const todo =
        reason?.todo ?? 'Check that PostgreSQL runs there and accepts connections from this machine.'
      return { ok: false, words: `the database at ${place} cannot be used (${reason?.is ?? code})`, todo }
    }
  },
}

/**
 * Prepares a statement by name on two connections in turn, as the app does.
 * @throws {Error} behind a pooler that gives each transaction another connection and does not know them
 */
async function tryStatementNames(connection: DatabaseConnection): Promise<void> {
  const clients = [new pg.Client(connection), new pg.Client(connection)] as const
  for (const client of clients) client.on('error', () => {})
  try {
    await Promise.all(clients.map((client) => client.connect()))
    for (const index of [0, 1, 1, 0] as const)
      await clients[index].query({ name: 'orbitkit-doctor', text: 'SELECT 1' })
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()))
  }
}

function judge({ version, dateStyle }: Answer, place: string, tookMs: number, requestWait: number): Finding {
  if (!dateStyle.startsWith('ISO'))
    return {
      ok: false,
      words: `${place} writes dates as ${dateStyle}, which the app cannot read`,
      todo:
        "Run: ALTER DATABASE … SET datestyle = 'ISO, MDY'; or ALTER ROLE … if the setting belongs to " +
        'the role.',
    }
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  if (tookMs > requestWait)
    return {
      ok: false,
      words:
        `PostgreSQL ${version} at ${place} took ${seconds(tookMs)} s to respond, but requests wait only ` +
        `${seconds(requestWait)} s`,
      todo:
        'If the database sleeps when idle, add connect_timeout=5 (the maximum) to DATABASE_URL, or ' +
        'turn sleeping off.',
    }
  return { ok: true, words: `PostgreSQL ${version} responds at ${place}` }
}
