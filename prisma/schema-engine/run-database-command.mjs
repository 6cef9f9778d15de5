// @ts-check
import pg from 'pg'
import { tsImport } from 'tsx/esm/api'
import { connectionConfig } from './connection-config.mjs'

/** @typedef {import('./connection-config.mjs').ConnectionConfig} ConnectionConfig */

/** Long enough for a serverless database to wake up. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * The engine's `cli` subcommands, with which the Prisma CLI checks for a database and creates it.
 * @param {string} command
 * @param {string | undefined} url
 * @returns {Promise<number>} the exit code
 */
export async function runDatabaseCommand(command, url) {
  try {
    const config = await connectionConfig(url)
    await run(command, config).catch(async (error) => {
      throw await userFacingError(error, config)
    })
    return 0
  } catch (error) {
    const { code, message } = Object(error)
    logError(message, code)
    return 1
  }
}

/**
 * @param {string} command
 * @param {ConnectionConfig} config
 */
async function run(command, config) {
  if (command === 'can-connect-to-database') return query(config, 'SELECT 1')
  if (command === 'create-database') {
    return query(
      { ...config, database: 'postgres' },
      `CREATE DATABASE ${pg.escapeIdentifier(config.database ?? '')}`,
    )
  }
  throw new Error(`This schema engine does not support the command "cli ${command}".`)
}

/**
 * @param {ConnectionConfig} config
 * @param {string} sql
 */
async function query(config, sql) {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/**
 * Maps an error to Prisma's codes, which decide what the CLI does next: only P1003 makes `migrate deploy`
 * create the database.
 * @param {any} error
 * @param {ConnectionConfig} config
 * @returns {Promise<{ code: string | undefined, message: string }>}
 */
async function userFacingError(error, { host = 'localhost', port = 5432, database }) {
  const server = `the database server at \`${host}:${port}\``
  if (error.code === '3D000')
    return { code: 'P1003', message: `Database \`${database}\` does not exist on ${server}.` }
  /** @type {typeof import('../../lib/database/find-database-failure-reason')} */
  const { findDatabaseFailureReason } = await tsImport(
    '../../lib/database/find-database-failure-reason.ts',
    import.meta.url,
  )
  const reason = findDatabaseFailureReason(error)
  return {
    code: undefined,
    message: reason ? `Can't use ${server} (${reason.is}). ${reason.todo}` : error.message,
  }
}

/**
 * Logs an error in the native engine's format, so that the CLI shows it. The CLI skips the first line and
 * parses all others.
 * @param {string} message
 * @param {string} [errorCode] such as P1001: https://www.prisma.io/docs/orm/reference/error-reference
 */
function logError(message, errorCode) {
  const fields = { message, is_panic: false, ...(errorCode && { error_code: errorCode }) }
  const line = { level: 'ERROR', target: 'schema_engine::logger', fields }
  process.stderr.write(`{"level":"INFO","fields":{"message":"schema engine"}}\n${JSON.stringify(line)}\n`)
}
