import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['{app,lib,prisma,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['tools/test/local-database.ts'],
    // Real servers and a real database on two cores: a test waits for work, not for a mock.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
