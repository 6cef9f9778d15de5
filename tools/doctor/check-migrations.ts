import { readdir } from 'node:fs/promises'
import type { Check } from './check'
import { checkDatabase } from './check-database'
import { query } from './query'

const MIGRATIONS = new URL('../../prisma/migrations', import.meta.url)

type Applied = { name: string; finished: boolean }

/** A database ahead of this version is fine: that is normal during a deployment. */
export const checkMigrations: Check = {
  name: 'migrations',
  variables: [],
  needs: [checkDatabase],
  async look({ database }) {
    const entries = await readdir(MIGRATIONS, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    const applied = await findApplied(database.url ?? '').catch(deniedOrThrow)
    if (applied === 'denied')
      return {
        ok: false,
        words: 'the database user may not read which migrations are applied',
        todo:
          'Run as the tables’ owner, with the user of DATABASE_URL: GRANT USAGE ON SCHEMA public TO …; ' +
          'GRANT SELECT ON _prisma_migrations TO …;',
      }
    const failed = applied.find(({ finished }) => !finished)
    if (failed)
      return {
        ok: false,
        words: `${failed.name} failed halfway`,
        todo:
          'Fix what stopped it, then run npx prisma migrate resolve (npx prisma migrate status explains ' +
          'how).',
      }
    const missing = names.filter((name) => !applied.some((migration) => migration.name === name))
    if (missing.length === 0) return { ok: true, words: `all ${names.length} applied` }
    return {
      ok: false,
      words: `${missing.length} of ${names.length} not applied`,
      todo: 'Run npx prisma migrate deploy.',
    }
  },
}

/** Empty if Prisma has never migrated this database. */
async function findApplied(url: string): Promise<Applied[]> {
  const [table] = await query<{ name: string | null }>(
    url,
    `SELECT to_regclass('public._prisma_migrations')::text AS name`,
  )
  if (!table?.name) return []
  return query<Applied>(
    url,
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
     FROM public._prisma_migrations WHERE rolled_back_at IS NULL`,
  )
}

/** PostgreSQL's insufficient_privilege. */
const DENIED = '42501'

function deniedOrThrow(error: unknown): 'denied' {
  if (error instanceof Error && 'code' in error && error.code === DENIED) return 'denied'
  throw error
}
