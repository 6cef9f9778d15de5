import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { TEMPLATE_DATABASE } from './local-database'

/**
 * A migrated database of one test file alone, beside the one that tests share: nobody else's rows come and go
 * in it.
 */
export type OwnDatabase = {
  url: string
  client: pg.Client
  /** Every row of every table as text, to see that nothing changed. */
  contents(): Promise<string[]>
  drop(): Promise<void>
}

export async function createOwnDatabase(): Promise<OwnDatabase> {
  const name = `own_${randomUUID().replaceAll('-', '')}`
  const url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { pathname: `/${name}` }).href
  const shared = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await shared.connect()
  await shared.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    url,
    client,
    async contents() {
      const { rows } = await client.query<{ line: string }>(
        `SELECT tablename || ' ' || query_to_xml(format('SELECT * FROM %I', tablename), true, true, '') AS line
         FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
      )
      return rows.map(({ line }) => line)
    },
    async drop() {
      await client.end()
      await shared.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await shared.end()
    },
  }
}
