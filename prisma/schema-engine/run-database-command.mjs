// @ts-check
import pg from 'pg'
import { connectionConfig } from './connection-config.mjs'
import { logError } from './log-error.mjs'

/** @typedef {import('./connection-config.mjs').ConnectionConfig} ConnectionConfig */

/** Long enough for a serverless database to wake up. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * The engine's `cli` subcommands, by which the Prisma CLI checks that a database is there and makes it if not.
 * @param {string} command
 * @param {string | undefined} url
 * @returns {Promise<number>} the exit code
 */
export async function runDatabaseCommand(command, url) {
  try {
    const config = connectionConfig(url)
    await run(command, config).catch((error) => {
      throw userFacingError(error, config)
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
  throw new Error(`The schema engine's stand-in has no command "cli ${command}".`)
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
 * Prisma's codes, which decide what the CLI does next: only P1003 makes `migrate deploy` create the database.
 * @param {any} error
 * @param {ConnectionConfig} config
 * @returns {{ code: string | undefined, message: string }}
 */
function userFacingError(error, { host, port, user, database }) {
  const server = `the database server at \`${host}:${port}\``
  switch (error.message.includes('timeout') ? 'ETIMEDOUT' : error.code) {
    case '3D000':
      return { code: 'P1003', message: `Database \`${database}\` does not exist on ${server}.` }
    case '28P01':
    case '28000':
      return { code: 'P1000', message: `The credentials of \`${user}\` were refused by ${server}.` }
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
      return { code: 'P1001', message: `Can't reach ${server}.` }
    default:
      return { code: undefined, message: error.message }
  }
}
