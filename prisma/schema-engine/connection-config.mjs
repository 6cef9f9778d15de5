// @ts-check
import { tsImport } from 'tsx/esm/api'

/**
 * @typedef {import('../../lib/database/database-connection').DatabaseConnection} ConnectionConfig
 */

/**
 * Parses a connection URL as the app does.
 *
 * Returns the parts, because a pool with a URL ignores a separate `database`: changes meant for a shadow
 * database would reach the real one.
 * @param {string | undefined} url
 * @returns {Promise<ConnectionConfig>}
 */
export async function connectionConfig(url) {
  if (!url) {
    throw new Error(
      'This command needs a database: set DATABASE_URL to a postgresql:// address, or put `npm run local --` in front to use the local database.',
    )
  }
  /** @type {typeof import('../../lib/database/database-connection')} */
  const { databaseConnection } = await tsImport('../../lib/database/database-connection.ts', import.meta.url)
  return databaseConnection(url, variableOf(url)).connection
}

/**
 * The variable that holds the URL, which prisma.config.ts has trimmed.
 * @param {string | undefined} url
 */
export const variableOf = (url) =>
  url === process.env.DIRECT_DATABASE_URL?.trim() ? 'DIRECT_DATABASE_URL' : 'DATABASE_URL'
