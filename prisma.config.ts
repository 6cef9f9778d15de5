import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma's CLI downloads its schema engine from a host of its own on first use, also for `generate`. Where that has not
// happened, this project's stand-in runs the same engine, compiled to WebAssembly, from the npm package. The CLI
// resolves the engine after it has loaded this file, so setting the variable here reaches every command.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= downloadedEngineExists()
  ? ''
  : fileURLToPath(new URL('./prisma/schema-engine.mjs', import.meta.url))

function downloadedEngineExists() {
  const directory = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@prisma/engines')
  return existsSync(directory) && readdirSync(directory).some((name) => /^schema-engine-[^.]+/.test(name))
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DIRECT_DATABASE_URL || process.env.DATABASE_URL || '' },
})
