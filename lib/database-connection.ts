import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type { DatabaseTls } from './database-tls'
import { type DatabaseSettings, parseDatabaseUrl } from './database-url'

/**
 * A connection string that cannot be used. `problems` has sentences naming the variable and what to do,
 * without the string itself.
 */
export class DatabaseUrlError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join(' '))
    this.name = 'DatabaseUrlError'
    this.problems = problems
  }
}

/**
 * How to connect, as pg's client and pool take it. Never as a connection string: that would be read by pg's
 * rules again, past ours.
 */
export type DatabaseConnection = Omit<DatabaseSettings, 'tls' | 'startup' | 'connectionLimit' | 'waitMs'> &
  DatabaseSettings['startup'] & { ssl: ConnectionOptions | false | undefined }

/**
 * Reads a connection string, with the certificates that it names.
 *
 * @param variable where it comes from, for the sentences
 * @throws {DatabaseUrlError}
 */
export function databaseConnection(
  text: string,
  variable = 'DATABASE_URL',
): { connection: DatabaseConnection; limits: Pick<DatabaseSettings, 'connectionLimit' | 'waitMs'> } {
  const parsed = parseDatabaseUrl(text)
  if (parsed.kind === 'unusable')
    throw new DatabaseUrlError(parsed.problems.map((problem) => `${variable} ${problem}.`))
  const { tls, startup, connectionLimit, waitMs, ...place } = parsed.settings
  const ssl = tls && readTls(tls, variable)
  return { connection: { ...place, ...startup, ssl }, limits: { connectionLimit, waitMs } }
}

function readTls(
  { checks, rootCertificate, certificate, key }: DatabaseTls,
  variable: string,
): ConnectionOptions {
  const read = (name: string, path: string | undefined) => {
    if (path === undefined) return {}
    try {
      return { [name]: readFileSync(path, 'utf8') }
    } catch {
      throw new DatabaseUrlError([
        `${variable} names a certificate file that cannot be read (${path}): correct the path, which ` +
          `begins where the process was started.`,
      ])
    }
  }
  return {
    rejectUnauthorized: checks !== 'nothing',
    ...(checks === 'chain' && { checkServerIdentity: () => undefined }),
    ...read('ca', rootCertificate),
    ...read('cert', certificate),
    ...read('key', key),
  }
}
