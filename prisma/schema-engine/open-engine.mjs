// @ts-check
import { readFile } from 'node:fs/promises'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { connectionConfig } from './connection-config.mjs'
import { MigrationAdapterFactory } from './migration-adapter-factory.mjs'

/**
 * Opens an engine on one database. It connects at once, and throws the engine's own error if that fails.
 * @param {string[]} datamodels paths of the Prisma schema's files
 * @param {string | undefined} url of the database
 * @returns {Promise<OpenEngine>}
 *
 * @typedef {{ engine: import('@prisma/schema-engine-wasm').SchemaEngine, close(): Promise<void> }} OpenEngine
 */
export async function openEngine(datamodels, url) {
  webAssembly ??= loadWebAssembly()
  const SchemaEngine = await webAssembly
  const files = await Promise.all(datamodels.map(async (path) => [path, await readFile(path, 'utf8')]))
  const factory = new MigrationAdapterFactory(await connectionConfig(url))
  const adapter = bindMigrationAwareSqlAdapterFactory(factory)
  const ignoreLogs = () => {}
  // An empty list of datamodels makes the engine panic; none at all is allowed.
  const engine = await SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    ignoreLogs,
    adapter,
  )
  return { engine, close: () => factory.dropShadowDatabases() }
}

/**
 * Once per process: its glue code holds one instance in a module variable. @type {Promise<any> | undefined}
 */
let webAssembly

/** The package's own entry imports the .wasm file as a module, which Node does not do without a flag. */
async function loadWebAssembly() {
  // A panic's text is left here by the engine, which then traps with a bare "unreachable".
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
