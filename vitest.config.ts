import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const FILES = ['app', 'lib', 'prisma', 'tools']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => /\.test\.tsx?$/.test(path))

/** What a test uses that others could notice: the environment, mocks, the database, servers and processes. */
const LEAVES_TRACES = /process\.env|\bvi\b|\/db'|tools\/test|tools\/local|start-|node:(child_process|http|fs)/
/** What changes the process that the test runs in. The two helpers set environment variables. */
const CHANGES_ITS_PROCESS = /process\.env|\bvi\b|start-(stripe-account|test-operator)/

const textOf = (path: string) => readFileSync(path, 'utf8')
const [PURE, REAL] = parted(FILES, (path) => !LEAVES_TRACES.test(textOf(path)))
const [TIDY, ALONE] = parted(REAL, (path) => !CHANGES_ITS_PROCESS.test(textOf(path)))

function parted(paths: string[], isFirst: (path: string) => boolean): [string[], string[]] {
  return [paths.filter(isFirst), paths.filter((path) => !isFirst(path))]
}

const DATABASE = ['tools/test/local-database.ts']

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // Most tests use real servers and processes, and wait for them half of the time.
    maxWorkers: 3,
    // Thousands of requests would each print a line.
    env: { LOG_LEVEL: 'warn' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // The first two share a process and its modules, since loading those takes longer than testing them.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'tidy', include: TIDY, isolate: false, globalSetup: DATABASE } },
      // A thread each, which has an environment and modules of its own, and starts faster than a process.
      { extends: true, test: { name: 'alone', pool: 'threads', include: ALONE, globalSetup: DATABASE } },
    ],
  },
})
