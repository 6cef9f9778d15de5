import { databaseConnection } from '@/lib/database/database-connection'
import { findDatabaseFailureReason } from '@/lib/database/find-database-failure-reason'
import { isPooled, poolerTodo } from '@/lib/database/is-pooled'
import type { Check } from './check'
import { checkDatabase } from './check-database'

/** Checks that `prisma migrate deploy` with this environment reaches the database, and without a pooler. */
export const checkMigrationConnection: Check = {
  name: 'migration connection',
  variables: ['DIRECT_DATABASE_URL'],
  needs: [checkDatabase],
  async look({ database }) {
    const variable = database.directUrl ? 'DIRECT_DATABASE_URL' : 'DATABASE_URL'
    const { connection } = databaseConnection(database.directUrl ?? database.url ?? '', variable)
    try {
      if (!(await isPooled(connection)))
        return { ok: true, words: `${variable} leads to the database without a pooler` }
      return {
        ok: false,
        words: `${variable} leads through a pooler, where a migration would leave its lock behind`,
        todo: poolerTodo(variable),
      }
    } catch (error) {
      const reason = findDatabaseFailureReason(error)
      return {
        ok: false,
        words: `${variable} cannot be used for migrations (${reason?.is ?? 'no reason given'})`,
        todo: (reason?.todo ?? 'Check host, port, user and password in DATABASE_URL.').replaceAll(
          /\bDATABASE_URL\b/g,
          variable,
        ),
      }
    }
  },
}
