// @ts-check
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { readInternalChar } from './read-internal-char.mjs'

/**
 * Prisma's PostgreSQL adapter made to behave as the native engine does: one connection, so that a lock or a
 * setting holds for all that follows; a migration sent whole, so that it is applied entirely or not at all;
 * shadow databases that go away.
 */
export class MigrationAdapterFactory extends PrismaPg {
  #config
  /** @type {{ dispose(): Promise<void> }[]} */
  #shadows = []

  /** @param {import('./connection-config.mjs').ConnectionConfig} config */
  constructor(config) {
    super({ ...config, max: 1 })
    this.#config = config
  }

  /** @override */
  async connect() {
    const adapter = readInternalChar(await super.connect())
    // The adapter's own executeScript cuts at every semicolon, also inside strings, comments and functions.
    // Without parameters PostgreSQL takes several statements at once and runs them as one transaction.
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] })
    }
    return adapter
  }

  /** @override */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    const main = await this.connect()
    await main.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new MigrationAdapterFactory({ ...this.#config, database }).connect()
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
   * The engine disposes of a shadow database only some time after it was freed itself, and nobody can wait
   * for that.
   */
  async dropShadowDatabases() {
    await Promise.all(this.#shadows.map((shadow) => shadow.dispose()))
  }
}
