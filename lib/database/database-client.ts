import pg from 'pg'

const { TIMESTAMPTZ } = pg.types.builtins

/**
 * The array type, which pg does not name.
 * https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
 */
const TIMESTAMPTZ_ARRAY = 1185 as number

/** pg's message for a query that took longer than `query_timeout`. */
const TIMED_OUT = 'Query read timeout'

const parseMoment = pg.types.getTypeParser(TIMESTAMPTZ)
const parseMoments = pg.types.getTypeParser(TIMESTAMPTZ_ARRAY)

type Types = { getTypeParser(oid: number, format: 'text' | 'binary'): (text: string) => unknown }

/**
 * pg's client, with two changes that apply to every query of Prisma.
 *
 * A query that times out ends the connection. pg stops waiting but leaves the query running and queues the
 * next ones behind it. A ROLLBACK that times out there is dropped, so the next user would write into a
 * transaction that nobody commits. PostgreSQL rolls back when the connection ends. (The pool does the same
 * for its own queries, but not within a transaction.) https://github.com/brianc/node-postgres/issues/3399
 *
 * A timestamp is read with the offset that PostgreSQL sends, the session's. Prisma's adapter assumes UTC.
 * https://github.com/prisma/prisma/issues/26786 (see database-adapter.ts for writing)
 */
export class DatabaseClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's `query` has nine signatures; this passes everything on.
  override query(...[config, ...rest]: any): any {
    const isPrisma = typeof config?.types?.getTypeParser === 'function'
    const asked = isPrisma ? { ...config, types: withOffsets(config.types) } : config
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const result = (super.query as any)(asked, ...rest)
    if (result instanceof Promise)
      result.catch((error: Error) => {
        if (error.message === TIMED_OUT) void this.end()
      })
    return result
  }
}

function withOffsets(types: Types): Types {
  return {
    getTypeParser(oid, format) {
      const isZoned = format === 'text' && (oid === TIMESTAMPTZ || oid === TIMESTAMPTZ_ARRAY)
      if (!isZoned) return types.getTypeParser(oid, format)
      const parse = oid === TIMESTAMPTZ ? parseMoment : parseMoments
      return (text) => toIso(parse(text))
    },
  }
}

/**
 * @throws {Error} on a date in another style than ISO: read as null, it would make a key that never expires
 */
function toIso(date: unknown): unknown {
  if (Array.isArray(date)) return date.map((element) => (element === null ? null : toIso(element)))
  if (date instanceof Date) return date.toISOString()
  // Infinity, which no column holds.
  if (typeof date === 'number') return String(date)
  throw new Error(
    "PostgreSQL's DateStyle is not ISO: set it for the database, ALTER DATABASE … SET datestyle = 'ISO'.",
  )
}
