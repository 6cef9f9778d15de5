import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const FILES = ['app', 'lib', 'prisma', 'tools']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => /\.test\.tsx?$/.test(path))

/** What a test uses that outlives it: the environment, mocks, the database, servers and processes. */
const LEAVES_TRACES = /process\.env|\bvi\b|\/db'|tools\/test|tools\/local|start-|node:(child_process|http|fs)/
const PURE = FILES.filter((path) => !LEAVES_TRACES.test(readFileSync(path, 'utf8')))

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
      // They share a process and its modules, since loading those takes longer than testing them.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'real',
          include: FILES.filter((path) => !PURE.includes(path)),
          globalSetup: ['tools/test/local-database.ts'],
        },
      },
    ],
  },
})
