// @ts-check
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { LockedOutError, runPatiently } from './run-patiently.mjs'

/** OIDs of `"char"`, PostgreSQL's internal one-byte type that its catalogs use, and of text. */
const INTERNAL_CHAR = 18
const TEXT = 25

/**
 * Prisma's PostgreSQL adapter, changed to behave like the native engine: one connection, so that locks and
 * settings persist; each migration sent as a whole, so that it is applied entirely or not at all; shadow
 * databases that are dropped. Other than the native engine it does not wait long for a lock.
 */
export class MigrationAdapterFactory extends PrismaPg {
  #config
  /** @type {{ dispose(): Promise<void> }[]} */
  #shadows = []
  #patience
  /**
   * The script that never got its locks. The engine replaces the error.
   * @type {string | undefined}
   */
  lockedOut

  /**
   * @param {import('./connection-config.mjs').ConnectionConfig} config
   * @param {import('./run-patiently.mjs').Patience} patience
   */
  constructor(config, patience) {
    super({ ...config, max: 1 })
    this.#config = config
    this.#patience = patience
  }

  /** @override */
  async connect() {
    const adapter = readInternalChar(await super.connect())
    // The adapter's own executeScript splits at every semicolon, even in strings, comments and functions.
    // Without parameters, PostgreSQL accepts several statements at once and runs them as one transaction.
    const run = (/** @type {string} */ sql) => adapter.executeRaw({ sql, args: [], argTypes: [] })
    const lockTimeout = async () => {
      const sql = "SELECT current_setting('lock_timeout')"
      return String((await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0])
    }
    adapter.executeScript = (script) =>
      runPatiently(script, { run, lockTimeout }, this.#patience).catch((error) => {
        if (error instanceof LockedOutError) this.lockedOut = script
        throw error
      })
    return adapter
  }

  /** @override */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    const main = await this.connect()
    await main.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new MigrationAdapterFactory({ ...this.#config, database }, this.#patience).connect()
    const disconnect = shadow.dispose.bind(shadow)
    const drop = async () => {
      await disconnect()
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`)
      await main.dispose()
    }
    /** @type {Promise<void> | undefined} */
    let dropped
    shadow.dispose = () => {
      dropped ??= drop()
      return dropped
    }
    this.#shadows.push(shadow)
    return shadow
  }

  /**
   * Drops the shadow databases now. The engine disposes of them only some time after it is freed, which
   * cannot be awaited.
   */
  async dropShadowDatabases() {
    await Promise.all(this.#shadows.map((shadow) => shadow.dispose()))
  }
}

/**
 * Makes an adapter return `"char"` as a character, as the native engine's driver does. Prisma's adapter
 * rejects the type, and the engine panics if it gets text (https://github.com/prisma/prisma/issues/28145 and
 * 29635).
 * @template {object} Adapter
 * @param {Adapter} adapter
 */
function readInternalChar(adapter) {
  const own = Object(adapter)
  const { performIO, queryRaw } = own
  own.queryRaw = async (/** @type {unknown} */ query) => {
    const { fields, rows } = await performIO.call(own, query)
    const isChar = fields.map((/** @type {Field} */ field) => field.dataTypeID === INTERNAL_CHAR)
    const readable = fields.map((/** @type {Field} */ field, /** @type {number} */ i) =>
      isChar[i] ? { ...field, dataTypeID: TEXT } : field,
    )
    const result = await queryRaw.call({ performIO: async () => ({ fields: readable, rows }) }, query)
    const columnTypes = result.columnTypes.map((/** @type {number} */ type, /** @type {number} */ i) =>
      isChar[i] ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
  return adapter
}

/** @typedef {{ name: string, dataTypeID: number }} Field */
