import pg from 'pg'
import { findMissingAccess } from '@/lib/database/find-missing-access'
import { Prisma } from '@/prisma/generated/client'
import type { Check } from './check'
import { checkMigrations } from './check-migrations'
import { query } from './query'

/**
 * Tables that browsers can reach through Supabase's API, which uses these roles. A migration revokes their
 * access, but a restored dump, a grant or a different table owner can bring it back.
 * https://supabase.com/docs/guides/api/securing-your-api
 */
const OPEN_TABLES = `
  SELECT role.rolname::text AS role, array_agg(relation.relname::text ORDER BY relation.relname) AS tables
  FROM pg_roles AS role, pg_class AS relation
  WHERE role.rolname IN ('anon', 'authenticated')
    AND relation.relnamespace = 'public'::regnamespace
    AND relation.relname IN (${Object.values(Prisma.ModelName).map((name) => pg.escapeLiteral(name))})
    AND has_table_privilege(role.oid, relation.oid, 'SELECT, INSERT, UPDATE, DELETE')
  GROUP BY role.rolname`

/** Checks the privileges of the app's database user, and that nobody else has access. */
export const checkGrants: Check = {
  name: 'database privileges',
  variables: [],
  needs: [checkMigrations],
  async look({ database }) {
    const url = database.url ?? ''
    const missing = await findMissingAccess((sql) => query(url, sql))
    if (missing) return { ok: false, ...missing }
    const open = await query<{ role: string; tables: string[] }>(url, OPEN_TABLES)
    if (open.length === 0) return { ok: true, words: 'the database user can read and write every table' }
    const revokes = open.map(
      ({ role, tables }) =>
        `REVOKE ALL ON ${tables.map((name) => pg.escapeIdentifier(name)).join(', ')} FROM ${role};`,
    )
    return {
      ok: false,
      words: `Supabase’s API exposes tables to ${open.map(({ role }) => role).join(' and ')}`,
      todo: `Run as the tables’ owner: ${revokes.join(' ')}`,
    }
  },
}
