import { type DatabaseTls, parseDatabaseTls } from './database-tls'

/** A parsed connection string. The driver supplies what is missing, also from the PG* variables. */
export type DatabaseSettings = {
  host: string | undefined
  port: number | undefined
  user: string | undefined
  password: string | undefined
  database: string | undefined
  /** False disables TLS. */
  tls: DatabaseTls | false | undefined
  /** Startup parameters, such as `application_name`. */
  startup: Partial<Record<(typeof STARTUP)[number], string>>
  /** The most connections of one process. */
  connectionLimit: number | undefined
  /**
   * How long to wait for a connection, in milliseconds, including the time to open one. 0 becomes infinity.
   */
  waitMs: number | undefined
  /**
   * Whether statements may be prepared by name, which saves PostgreSQL from planning them for every call. Not
   * through a pooler that gives each transaction another connection: `pgbouncer=true` or
   * `statement_cache_size=0`. PgBouncer knows them since 1.21, once `max_prepared_statements` is set:
   * https://github.com/pgbouncer/pgbouncer/releases/tag/pgbouncer_1_21_0
   */
  namesStatements: boolean
}

export type DatabaseUrl =
  | { kind: 'settings'; settings: DatabaseSettings }
  /**
   * Each completes a sentence that starts with the variable's name. None repeats the connection string, which
   * is a secret.
   */
  | { kind: 'unusable'; problems: string[] }

/** Startup parameters that pg sends. Poolers such as PgBouncer refuse all but the first. */
const STARTUP = ['application_name', 'options'] as const

/** PostgreSQL allows more, but one process cannot use them. */
const MAX_CONNECTION_LIMIT = 1_000

const ENCODE =
  'cannot be read as an address: percent-encode the user and the password (%23 for #, %2F for /, %3F for ' +
  '?, %40 for @, %25 for %)'

/**
 * Parses a connection string. The parameters are Prisma's
 * (https://www.prisma.io/docs/orm/overview/databases/postgresql#arguments) and libpq's, as far as the driver
 * supports them (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS). Unknown
 * parameters are ignored: providers add their own. A parameter that would be honoured differently than
 * written is refused.
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  if (!/^postgres(ql)?:\/\//.test(text))
    return { kind: 'unusable', problems: ['must be a postgresql:// connection string'] }
  const url = parseAddress(text)
  const place = url && parsePlace(url)
  if (!place) return { kind: 'unusable', problems: [ENCODE] }

  const parameters = new Map([...url.searchParams].filter(([, value]) => value !== ''))
  const problems: string[] = []
  const refuse = (problem: string) => {
    problems.push(problem)
    return undefined
  }
  if ((parameters.get('schema') ?? 'public') !== 'public')
    refuse(
      'must not name another schema than public: remove `schema`, and use a separate database to keep ' +
        'the tables apart from others',
    )
  const settings: DatabaseSettings = {
    ...place,
    tls: parseDatabaseTls(parameters, refuse),
    startup: Object.fromEntries(STARTUP.map((name) => [name, parameters.get(name)]).filter(([, v]) => v)),
    connectionLimit: parseLimit(parameters.get('connection_limit'), refuse),
    waitMs: parseWait(parameters, refuse),
    namesStatements: parameters.get('pgbouncer') !== 'true' && parameters.get('statement_cache_size') !== '0',
  }
  return problems.length > 0 ? { kind: 'unusable', problems } : { kind: 'settings', settings }
}

/** Also null when an unescaped `#`, `/` or `?` in the password cuts the URL short. */
function parseAddress(text: string): URL | null {
  // `user:password@/database?host=/socket` is common, but is not a WHATWG URL.
  const address = [text, text.replace('@/', '@localhost/')].find((candidate) => URL.canParse(candidate))
  if (address === undefined) return null
  const url = new URL(address)
  const isCut =
    url.hash !== '' || /@/.test(url.pathname) || [...url.searchParams.keys()].some((key) => /[@/]/.test(key))
  return isCut ? null : url
}

function parsePlace(
  url: URL,
): Pick<DatabaseSettings, 'host' | 'port' | 'user' | 'password' | 'database'> | null {
  const named = (name: string) => url.searchParams.get(name) || undefined
  try {
    const decoded = (part: string) => decodeURIComponent(part) || undefined
    const port = named('port') ?? url.port
    return {
      // A socket directory is a parameter or percent-encoded.
      host: named('host') ?? decoded(url.hostname.replace(/^\[(.+)\]$/, '$1')),
      port: port ? Number(port) : undefined,
      user: named('user') ?? decoded(url.username),
      password: named('password') ?? decoded(url.password),
      database: decoded(url.pathname.slice(1)),
    }
  } catch {
    return null
  }
}

function parseLimit(text: string | undefined, refuse: (problem: string) => undefined): number | undefined {
  if (text === undefined) return undefined
  const limit = /^\d+$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= MAX_CONNECTION_LIMIT) return limit
  return refuse(`must have a \`connection_limit\` from 1 to ${MAX_CONNECTION_LIMIT}`)
}

/** The driver has one timer for a free and a new connection, so the shorter wait applies to both. */
function parseWait(
  parameters: ReadonlyMap<string, string>,
  refuse: (problem: string) => undefined,
): number | undefined {
  const waits = ['connect_timeout', 'pool_timeout'].flatMap((name) => {
    const text = parameters.get(name)
    if (text === undefined) return []
    if (!/^\d+$/.test(text)) return refuse(`must have a \`${name}\` in whole seconds`) ?? []
    return Number(text) * 1_000 || Number.POSITIVE_INFINITY
  })
  return waits.length > 0 ? Math.min(...waits) : undefined
}

/** An unavailable database must become a 503 before the caller gives up. */
const USUAL_MS = 2_000

/** Leaves time for a statement, so a request completes within 8 s. */
const MAX_MS = 5_000

/**
 * How long a request waits for a connection, in milliseconds, including the time to open one.
 *
 * @param asked the wait in DATABASE_URL, from `connect_timeout` and `pool_timeout`
 */
export function requestWaitMs(asked: number = USUAL_MS): number {
  return Math.min(asked, MAX_MS)
}
