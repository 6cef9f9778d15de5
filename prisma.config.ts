import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'
import { loadEnvFiles } from './tools/read-env-files'

const ROOT = fileURLToPath(new URL('.', import.meta.url))

// Prisma's CLI downloads its schema engine on first use, even for `generate`. This project's replacement runs
// the same engine, compiled to WebAssembly, from the npm package, and parses the database URL as the app
// does. The CLI looks for the engine after loading this file, so setting the variable here covers every
// command.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(ROOT, 'prisma', 'schema-engine.mjs')

loadEnvFiles()
const { DIRECT_DATABASE_URL, DATABASE_URL } = process.env

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: DIRECT_DATABASE_URL?.trim() || DATABASE_URL?.trim() || '' },
})
