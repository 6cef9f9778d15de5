import pg from 'pg'
import { vi } from 'vitest'

/** What was sent to PostgreSQL while something was done, statement by statement, by this process. */
export async function recordStatements(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.map(([config]) => Object(config).text ?? String(config))
  } finally {
    query.mockRestore()
  }
}
