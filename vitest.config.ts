import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['{app,lib,prisma,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['tools/test/local-database.ts'],
    // Tests use real servers, processes and a real database, and mostly wait for them.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
