#!/usr/bin/env node
// @ts-check
/**
 * Stands in for Prisma's schema engine, the program that the Prisma CLI otherwise downloads on first use.
 *
 * It is the same engine, compiled to WebAssembly and shipped on npm as `@prisma/schema-engine-wasm`, behind
 * the native program's command line and JSON-RPC
 * (https://github.com/prisma/prisma-engines/tree/main/schema-engine/cli). The CLI starts it because
 * `prisma.config.ts` names it in PRISMA_SCHEMA_ENGINE_BINARY. The engine's version must be the one that the
 * installed `prisma` was built with (`npx prisma version`).
 *
 * Excluded: databases other than PostgreSQL, and `shadowDatabaseUrl`. Another schema than public is refused
 * by name.
 */
import { parseArgs } from 'node:util'
import { openEngine } from './schema-engine/open-engine.mjs'
import { runDatabaseCommand } from './schema-engine/run-database-command.mjs'
import { serveJsonRpc } from './schema-engine/serve-json-rpc.mjs'

// The CLI reads stderr as JSON lines; a warning of Node's among them would break it.
process.removeAllListeners('warning')

const { values, positionals } = parseArgs({
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
  allowPositionals: true,
})
const { url } = JSON.parse(values.datasource ?? '{}')

if (values.version) console.log('schema-engine-cli wasm')
else if (positionals[0] === 'cli') process.exitCode = await runDatabaseCommand(positionals[1] ?? '', url)
else await serveJsonRpc(() => openEngine(values.datamodels ?? [], url))
