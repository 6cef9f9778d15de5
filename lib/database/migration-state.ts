import { MIGRATION_NAMES } from '@/prisma/generated/migration-names'

/** A row of Prisma's table that nobody marked as rolled back. Prisma writes logs when a migration fails. */
type Row = { name: string; finished: boolean; failed: boolean }

/** How the database's migrations relate to those of this version. */
export type MigrationState =
  | { kind: 'current' }
  /** A newer version's migrations are there too, finished or not: normal during a deployment. */
  | { kind: 'ahead'; unknown: string[] }
  | { kind: 'behind'; missing: string[] }
  /** Both: a database of another branch. */
  | { kind: 'apart'; missing: string[]; unknown: string[] }
  /** One of this version's has failed, or has been started and not ended. */
  | { kind: 'failed' | 'unfinished'; name: string }
  /** The user may not read Prisma's table. */
  | { kind: 'unreadable' }

const READABLE = `
  SELECT has_schema_privilege(relnamespace, 'USAGE') AND has_table_privilege(oid, 'SELECT') AS readable
  FROM pg_class WHERE relname = '_prisma_migrations' AND relnamespace = to_regnamespace('public')`

const APPLIED = `
  SELECT migration_name AS name, finished_at IS NOT NULL AS finished, logs IS NOT NULL AS failed
  FROM public._prisma_migrations WHERE rolled_back_at IS NULL`

/**
 * Compares the database's migrations with this version's.
 *
 * @param ask runs a statement without parameters
 */
export async function findMigrationState(ask: (sql: string) => Promise<unknown[]>): Promise<MigrationState> {
  const [table] = (await ask(READABLE)) as { readable: boolean }[]
  if (table?.readable === false) return { kind: 'unreadable' }
  return compareMigrations(MIGRATION_NAMES, table ? ((await ask(APPLIED)) as Row[]) : [])
}

/** Only this version's own migrations count: it also serves while the next version's are being applied. */
export function compareMigrations(known: readonly string[], rows: readonly Row[]): MigrationState {
  const unfinished = rows.find(({ name, finished }) => !finished && known.includes(name))
  if (unfinished) return { kind: unfinished.failed ? 'failed' : 'unfinished', name: unfinished.name }
  const applied = rows.map(({ name }) => name)
  const missing = known.filter((name) => !applied.includes(name))
  const unknown = applied.filter((name) => !known.includes(name))
  if (missing.length > 0 && unknown.length > 0) return { kind: 'apart', missing, unknown }
  if (missing.length > 0) return { kind: 'behind', missing }
  return unknown.length > 0 ? { kind: 'ahead', unknown } : { kind: 'current' }
}

/** What keeps this version from the database, and what to do; null when it can work. */
export function migrationProblem(state: MigrationState): { words: string; todo: string } | null {
  switch (state.kind) {
    case 'current':
    case 'ahead':
      return null
    case 'behind':
      return {
        words: `the database is behind this version: it lacks ${listed(state.missing)}`,
        todo: 'Run npx prisma migrate deploy.',
      }
    case 'apart':
      return {
        words:
          `the database belongs to another branch: it lacks ${listed(state.missing)} and has ` +
          listed(state.unknown),
        todo: 'Give this version a database of its own, or merge the branches and migrate.',
      }
    case 'failed':
      return {
        words: `the migration ${state.name} failed`,
        todo:
          'Fix what stopped it, then run npx prisma migrate resolve (npx prisma migrate status explains ' +
          'how).',
      }
    case 'unfinished':
      return {
        words: `the migration ${state.name} has started and not ended`,
        todo: 'Wait for it. If none is running, it was interrupted: run npx prisma migrate status.',
      }
    case 'unreadable':
      return {
        words: 'the database user may not read which migrations are applied',
        todo:
          'Run as the tables’ owner, with the user of DATABASE_URL: GRANT USAGE ON SCHEMA public TO …; ' +
          'GRANT SELECT ON _prisma_migrations TO …;',
      }
  }
}

const listed = (names: readonly string[]) => names.join(', ')
