#!/usr/bin/env node
// @ts-check
/**
 * Replaces Prisma's schema engine, which the Prisma CLI would otherwise download on first use.
 *
 * It runs the same engine, compiled to WebAssembly and published as `@prisma/schema-engine-wasm`, behind the
 * native program's command line and JSON-RPC
 * (https://github.com/prisma/prisma-engines/tree/main/schema-engine/cli). The CLI starts it because
 * `prisma.config.ts` names it in PRISMA_SCHEMA_ENGINE_BINARY. The engine's version must match the one that
 * the installed `prisma` was built with (`npx prisma version`).
 *
 * Not supported: databases other than PostgreSQL, and `shadowDatabaseUrl`. A schema other than public is
 * rejected with an error.
 */
import { parseArgs } from 'node:util'
import { openEngine } from './schema-engine/open-engine.mjs'
import { runDatabaseCommand } from './schema-engine/run-database-command.mjs'
import { serveJsonRpc } from './schema-engine/serve-json-rpc.mjs'

// The CLI parses stderr as JSON lines, so a Node.js warning would break it.
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
else await serveJsonRpc((patience) => openEngine(values.datamodels ?? [], url, patience))
