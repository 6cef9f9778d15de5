import type pg from 'pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { DatabaseAdapter } from './database-adapter'

type Options = {
  /** Names a statement, so that PostgreSQL plans it once per connection. Absent where it cannot have one. */
  nameOf?: ((query: { sql: string }) => string) | undefined
}

/** Prisma's client, and a shorter way to the same connections for the statements of every API call. */
export class Database extends PrismaClient {
  readonly #pool: pg.Pool
  readonly #nameOf: Options['nameOf']

  constructor(pool: pg.Pool, { nameOf }: Options) {
    const adapter = new DatabaseAdapter(pool, { ...(nameOf && { statementNameGenerator: nameOf }) })
    // The other formats record a stack trace for every query, to show where a failed one was written.
    super({ adapter, errorFormat: 'minimal' })
    this.#pool = pool
    this.#nameOf = nameOf
    // A connection that breaks while it is idle is replaced by the next query.
    pool.on('error', () => {})
  }

  /**
   * Runs a statement with the driver and returns its rows. For the statements of every API call: `$queryRaw`
   * takes more than twice the CPU time.
   *
   * @throws {Error} the driver's, such as `DatabaseError` with PostgreSQL's code, where Prisma has its own
   */
  async rows<Row>({ text, values }: Prisma.Sql): Promise<Row[]> {
    const name = this.#nameOf?.({ sql: text })
    const result = await this.#pool.query({ text, values, ...(name && { name }) })
    return result.rows as Row[]
  }

  override async $disconnect(): Promise<void> {
    await super.$disconnect()
    if (!this.#pool.ended) await this.#pool.end()
  }
}
