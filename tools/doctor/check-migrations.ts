import { findMigrationState, migrationProblem } from '@/lib/database/migration-state'
import type { Check } from './check'
import { checkDatabase } from './check-database'
import { query } from './query'

/** A database ahead of this version is fine: that is normal during a deployment. */
export const checkMigrations: Check = {
  name: 'migrations',
  variables: [],
  needs: [checkDatabase],
  async look({ database }) {
    const state = await findMigrationState((sql) => query(database.url ?? '', sql))
    const problem = migrationProblem(state)
    if (problem) return { ok: false, ...problem }
    if (state.kind !== 'ahead') return { ok: true, words: 'all applied' }
    const { unknown } = state
    return {
      ok: true,
      words: `the database is ahead of this version: it also has ${unknown.join(', ')}, of a newer one`,
    }
  },
}
