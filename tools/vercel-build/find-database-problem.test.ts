import { expect, test } from 'vitest'
import { findDatabaseProblem } from './find-database-problem'

const OWN = process.env.DATABASE_URL ?? ''

test('a database that can be reached may be migrated', async () => {
  expect(await findDatabaseProblem({ url: OWN, variable: 'DATABASE_URL' })).toBeNull()
})

test('an unreachable database is named by its variable, with what to do, and without its address', async () => {
  const problem = await findDatabaseProblem({
    // Port 1 is tcpmux, which nothing serves.
    url: 'postgresql://owner:hidden@127.0.0.1:1/billing',
    variable: 'DIRECT_DATABASE_URL',
  })
  expect(problem).toMatch(/^The database of DIRECT_DATABASE_URL cannot be used while building \(.*REFUSED/)
  expect(problem).toContain('SKIP_MIGRATIONS=1')
  expect(problem).not.toMatch(/hidden|owner|127\.0\.0\.1/)
})
