import { findDatabaseFailureReason } from '@/lib/database/find-database-failure-reason'
import { query } from '../doctor/query'

/**
 * Why the database cannot be migrated from here, and what to do, as text to show. Null if it can be reached.
 *
 * @param o.variable the variable that holds the address
 */
export async function findDatabaseProblem(o: { url: string; variable: string }): Promise<string | null> {
  try {
    await query(o.url, 'SELECT')
    return null
  } catch (error) {
    const reason = findDatabaseFailureReason(error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
    return (
      `The database of ${o.variable} cannot be used while building (${reason?.is ?? code}), so its ` +
      `migrations cannot run. ${reason?.todo ?? 'Let Vercel’s builders through to it.'} If only CI may ` +
      `reach it, migrate there and set SKIP_MIGRATIONS=1.`
    )
  }
}
