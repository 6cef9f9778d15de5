import { PrismaPg } from '@prisma/adapter-pg'
import type { ArgType, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'

/** Types that PostgreSQL takes as written, without converting time zones. */
const ZONELESS = new Set(['DATE', 'TIME', 'TIMETZ'])

/**
 * Prisma's PostgreSQL adapter, except that timestamps are written with an offset. The original writes UTC
 * without one, which PostgreSQL reads in the session's time zone: in New York a one-hour key would live for
 * six hours. https://github.com/prisma/prisma/issues/28629
 *
 * Setting the time zone per connection does not help: behind a pooler a connection is not a session.
 */
export class DatabaseAdapter extends PrismaPg {
  override async connect() {
    const adapter = withOffsets(await super.connect())
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolationLevel) => withOffsets(await startTransaction(isolationLevel))
    return adapter
  }
}

function withOffsets<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = (query) => queryRaw(written(query))
  queryable.executeRaw = (query) => executeRaw(written(query))
  return queryable
}

/** Turns dates into ISO text with an offset. The adapter passes text on unchanged. */
function written(query: SqlQuery): SqlQuery {
  if (!query.argTypes.some(isMoment)) return query
  return {
    ...query,
    args: query.args.map((arg, i) => (isMoment(query.argTypes[i]) ? toIso(arg) : arg)),
    argTypes: query.argTypes.map((type) => (isMoment(type) ? { ...type, scalarType: 'string' } : type)),
  }
}

const isMoment = (type: ArgType | undefined) =>
  type?.scalarType === 'datetime' && !ZONELESS.has(type.dbType ?? '')

function toIso(arg: unknown): unknown {
  if (Array.isArray(arg)) return arg.map(toIso)
  if (typeof arg !== 'string' && !(arg instanceof Date)) return arg
  // After the year 9999 JavaScript writes a sign, which PostgreSQL cannot parse.
  return new Date(arg).toISOString().replace(/^\+0?/, '')
}
