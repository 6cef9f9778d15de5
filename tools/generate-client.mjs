// @ts-check
/**
 * Generates the Prisma client if it is missing or older than its schema or the packages, and beside it the
 * names of the migrations, because a deployed server has no such folder. `npm run build`, `dev`, `local`,
 * `admin`, `check` and `test` start with it. `npm ci` does not, because an image layer with only
 * `package*.json` has no schema.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PRISMA = 'node_modules/prisma/build/index.js'

/** @param {string} path */
const changedAt = (path) => statSync(`${ROOT}${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0

const sources = ['prisma/schema.prisma', 'package-lock.json'].map(changedAt)
if (changedAt('prisma/generated/client.ts') < Math.max(...sources)) {
  // Standard output belongs to the command that follows.
  const { status } = spawnSync(process.execPath, [PRISMA, 'generate'], { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}

const entries = readdirSync(`${ROOT}prisma/migrations`, { withFileTypes: true })
const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
const code = `export const MIGRATION_NAMES: readonly string[] = ${JSON.stringify(names.sort())}\n`
const file = `${ROOT}prisma/generated/migration-names.ts`
// Only when it changes, because development servers watch it.
if (!changedAt('prisma/generated/migration-names.ts') || readFileSync(file, 'utf8') !== code)
  writeFileSync(file, code)
