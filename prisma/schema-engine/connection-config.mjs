// @ts-check
import pg from 'pg'

/**
 * @typedef {Pick<pg.ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl' | 'options'>} ConnectionConfig
 */

/**
 * Takes a connection URL apart exactly as the app's own driver does, filling gaps from the usual PG* variables.
 *
 * The parts are needed because a pool that is given a URL ignores a `database` beside it: what is meant for a shadow
 * database would then be done to the real one.
 * @param {string | undefined} url
 * @returns {ConnectionConfig}
 */
export function connectionConfig(url) {
  if (!/^postgres(ql)?:\/\//.test(url ?? '')) {
    throw new Error(
      'This command needs a database: set DATABASE_URL to a postgresql:// address, or put `npm run local --` in front to use the local database.',
    )
  }
  const { connectionParameters } = /** @type {{ connectionParameters: ConnectionConfig }} */ (
    /** @type {unknown} */ (new pg.Client({ connectionString: url }))
  )
  const { host, port, user, password, database, ssl, options } = connectionParameters
  return { host, port, user, password, database, ssl, options }
}
