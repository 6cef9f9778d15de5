import type { Check } from './check'
import { query } from './query'

/** What PostgreSQL and Node say of the ways to fail, and what to do. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const TODOS: Record<string, string> = {
  ECONNREFUSED: 'Start PostgreSQL, or correct host and port in DATABASE_URL.',
  ENOTFOUND: 'Correct the host in DATABASE_URL.',
  EAI_AGAIN: 'Correct the host in DATABASE_URL, or repair the name service.',
  '28P01': 'Correct user and password in DATABASE_URL.',
  '28000': 'Let the user of DATABASE_URL connect from here (pg_hba.conf).',
  '3D000': 'Create the database that DATABASE_URL names: npx prisma migrate deploy does.',
  '53300': 'Close connections, or raise max_connections or the size of the pooler.',
}

export const checkDatabase: Check = {
  name: 'database',
  variables: ['DATABASE_URL', 'DIRECT_DATABASE_URL'],
  needs: [],
  async look({ database }) {
    const url = database.url ?? ''
    const place = new URL(url).host
    try {
      const [row] = await query<{ version: string }>(
        url,
        `SELECT current_setting('server_version') AS version`,
      )
      return { ok: true, words: `PostgreSQL ${row?.version} answers at ${place}` }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time'
      const todo = TODOS[code] ?? 'See that PostgreSQL runs there and lets this machine in.'
      return { ok: false, words: `${place} cannot be used (${code})`, todo }
    }
  },
}
