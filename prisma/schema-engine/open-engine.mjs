// @ts-check
import { readFile } from 'node:fs/promises'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { connectionConfig } from './connection-config.mjs'
import { findLockHolder } from './find-lock-holder.mjs'
import { MigrationAdapterFactory } from './migration-adapter-factory.mjs'
import { refusePooler } from './refuse-pooler.mjs'

/**
 * Opens an engine on one database. Connects at once, and throws the engine's own error on failure.
 * @param {string[]} datamodels paths of the Prisma schema's files
 * @param {string | undefined} url of the database
 * @param {import('./run-patiently.mjs').Patience} patience with locks that other sessions hold
 * @returns {Promise<OpenEngine>}
 *
 * @typedef {{
 *   engine: import('@prisma/schema-engine-wasm').SchemaEngine,
 *   lockedOut(): string | undefined,
 *   lockHolder(): Promise<string>,
 *   close(): Promise<void>,
 * }} OpenEngine `lockedOut` returns the script that never got its locks; `lockHolder` says who has Prisma's
 */
export async function openEngine(datamodels, url, patience) {
  webAssembly ??= loadWebAssembly()
  const SchemaEngine = await webAssembly
  const files = await Promise.all(datamodels.map(async (path) => [path, await readFile(path, 'utf8')]))
  const config = await connectionConfig(url)
  await refusePooler(config, url)
  const factory = new MigrationAdapterFactory(config, patience)
  const adapter = bindMigrationAwareSqlAdapterFactory(factory)
  const ignoreLogs = () => {}
  // An empty list of datamodels makes the engine panic, but undefined is allowed.
  const engine = await SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    ignoreLogs,
    adapter,
  )
  return {
    engine,
    lockedOut: () => factory.lockedOut,
    lockHolder: () => findLockHolder(config),
    close: () => factory.dropShadowDatabases(),
  }
}

/**
 * Loaded once per process: the glue code keeps one instance in a module variable. @type {Promise<any> |
 * undefined}
 */
let webAssembly

/**
 * The package's own entry point imports the .wasm file as a module, which Node.js supports only with a flag.
 */
async function loadWebAssembly() {
  // The engine leaves a panic's message here, then traps with a bare "unreachable".
  const panics = {
    text: '',
    get: () => panics.text,
    set_message: (/** @type {string} */ text) => (panics.text = text),
  }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })

  const name = '@prisma/schema-engine-wasm/schema_engine_bg'
  const glue = await import(name)
  const bytes = await readFile(new URL('schema_engine_bg.wasm', import.meta.resolve(name)))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = /** @type {() => void} */ (instance.exports.__wbindgen_start)
  start()
  return glue.SchemaEngine
}
