import { databaseConnection } from '@/lib/database/database-connection'
import { requestWaitMs } from '@/lib/database/database-url'
import { findDatabaseFailureReason } from '@/lib/database/find-database-failure-reason'
import type { Check, Finding } from './check'
import { query } from './query'

type Answer = { version: string; dateStyle: string }

const QUESTION = `
  SELECT current_setting('server_version') AS version, current_setting('DateStyle') AS "dateStyle"`

export const checkDatabase: Check = {
  name: 'database',
  variables: ['DATABASE_URL', 'DIRECT_DATABASE_URL'],
  needs: [],
  async look({ database }) {
    const url = database.url ?? ''
    const { connection, limits } = databaseConnection(url)
    const place = `${connection.host ?? 'localhost'}:${connection.port ?? 5432}`
    const started = performance.now()
    try {
      const [answer] = await query<Answer>(url, QUESTION)
      if (!answer) throw new Error('no answer')
      return judge(answer, place, performance.now() - started, requestWaitMs(limits.waitMs))
    } catch (error) {
      const reason = findDatabaseFailureReason(error)
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'for no reason given'
      const todo = reason?.todo ?? 'See that PostgreSQL runs there and lets this machine in.'
      return { ok: false, words: `${place} cannot be used (${reason?.is ?? code})`, todo }
    }
  },
}

function judge({ version, dateStyle }: Answer, place: string, tookMs: number, requestWait: number): Finding {
  if (!dateStyle.startsWith('ISO'))
    return {
      ok: false,
      words: `${place} writes dates as ${dateStyle}, which the app does not read`,
      todo:
        "Run: ALTER DATABASE … SET datestyle = 'ISO, MDY'; or the same for the role, where it is set " +
        'there.',
    }
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  if (tookMs > requestWait)
    return {
      ok: false,
      words:
        `PostgreSQL ${version} answers at ${place}, but only after ${seconds(tookMs)} s, and ` +
        `requests wait ${seconds(requestWait)} s`,
      todo:
        'If it sleeps when idle, add connect_timeout=5 to DATABASE_URL (5 s is the most that counts),' +
        ' or switch the sleeping off.',
    }
  return { ok: true, words: `PostgreSQL ${version} answers at ${place}` }
}
