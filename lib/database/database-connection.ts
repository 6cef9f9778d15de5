import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { EnvironmentError } from '../environment-error'
import type { DatabaseTls } from './database-tls'
import { type DatabaseSettings, parseDatabaseUrl } from './database-url'

/**
 * Options for pg's client and pool. Never a connection string, because pg would parse it again by its own
 * rules.
 */
export type DatabaseConnection = Omit<DatabaseSettings, 'tls' | 'startup' | keyof DatabaseLimits> &
  DatabaseSettings['startup'] & { ssl: ConnectionOptions | false | undefined }

type DatabaseLimits = Pick<DatabaseSettings, 'connectionLimit' | 'waitMs' | 'namesStatements'>

/**
 * Parses a connection string and reads the certificates that it names.
 *
 * @param variable the variable that holds it, for error messages
 * @throws {EnvironmentError}
 */
export function databaseConnection(
  text: string,
  variable = 'DATABASE_URL',
): { connection: DatabaseConnection; limits: DatabaseLimits } {
  const parsed = parseDatabaseUrl(text)
  if (parsed.kind === 'unusable')
    throw new EnvironmentError(
      parsed.problems.map((problem) => ({ variable, sentence: `${variable} ${problem}.` })),
    )
  const { tls, startup, connectionLimit, waitMs, namesStatements, ...place } = parsed.settings
  const ssl = tls && readTls(tls, variable)
  return { connection: { ...place, ...startup, ssl }, limits: { connectionLimit, waitMs, namesStatements } }
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
      throw new EnvironmentError([
        {
          variable,
          sentence:
            `${variable} names a certificate file that cannot be read (${path}): correct the path, ` +
            `which is relative to where the process was started.`,
        },
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
