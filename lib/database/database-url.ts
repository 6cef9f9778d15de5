import { type DatabaseTls, parseDatabaseTls } from './database-tls'

/**
 * A connection string taken apart. What it leaves out comes from the driver, and so from the PG* variables.
 */
export type DatabaseSettings = {
  host: string | undefined
  port: number | undefined
  user: string | undefined
  password: string | undefined
  database: string | undefined
  /** False switches it off. */
  tls: DatabaseTls | false | undefined
  /** What goes to the server with the first message, such as `application_name`. */
  startup: Partial<Record<(typeof STARTUP)[number], string>>
  /** Connections that one process holds at most. */
  connectionLimit: number | undefined
  /**
   * How long to wait for a connection, in milliseconds, the time to make one included; infinite where it says
   * 0.
   */
  waitMs: number | undefined
}

export type DatabaseUrl =
  | { kind: 'settings'; settings: DatabaseSettings }
  /** Each what a sentence says after the variable's name; none repeats the address, which is a secret. */
  | { kind: 'unusable'; problems: string[] }

/** What pg sends while connecting. Poolers such as PgBouncer refuse all but the first. */
const STARTUP = ['application_name', 'options'] as const

/** PostgreSQL allows more, and no process of this application can use them. */
const MAX_CONNECTION_LIMIT = 1_000

const ENCODE =
  'cannot be read as an address: percent-encode the user and the password (%23 for #, %2F for /, %3F for ' +
  '?, %40 for @, %25 for %)'

/**
 * Takes a connection string apart. The parameters are Prisma's
 * (https://www.prisma.io/docs/orm/overview/databases/postgresql#arguments) and those of libpq that the driver
 * honours (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS). `pgbouncer` and
 * `statement_cache_size` need nothing, since no statement is prepared by name. Others are left alone:
 * providers add their own. What would be done otherwise than written is refused.
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
      'must not name another schema than public: remove `schema`, and use a database of its own to keep ' +
        'the tables apart from others',
    )
  const settings: DatabaseSettings = {
    ...place,
    tls: parseDatabaseTls(parameters, refuse),
    startup: Object.fromEntries(STARTUP.map((name) => [name, parameters.get(name)]).filter(([, v]) => v)),
    connectionLimit: parseLimit(parameters.get('connection_limit'), refuse),
    waitMs: parseWait(parameters, refuse),
  }
  return problems.length > 0 ? { kind: 'unusable', problems } : { kind: 'settings', settings }
}

/** Null, too, where a `#`, `/` or `?` of the password has ended the address too early. */
function parseAddress(text: string): URL | null {
  // `user:password@/database?host=/socket` is common, and no URL to WHATWG.
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
      // A socket's directory comes as a parameter or percent-encoded.
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

/**
 * The driver waits for a free connection and for a new one by one clock, so the shorter of the two holds for
 * both.
 */
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

/** A database that is away must become a 503 well within a caller's patience. */
const USUAL_MS = 2_000

/** What still leaves time for a statement, so that a request answers within 8 s. */
const MOST_MS = 5_000

/**
 * How long a request waits for a connection, in milliseconds, the time to make one included.
 *
 * @param asked what DATABASE_URL asks for by `connect_timeout` and `pool_timeout`
 */
export function requestWaitMs(asked: number = USUAL_MS): number {
  return Math.min(asked, MOST_MS)
}
