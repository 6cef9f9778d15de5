import { defineConfig } from 'playwright/test'
import { chromiumPath } from './e2e/chromium-path'

// The local parts chose a free port; the production build answers there.
const origin = `http://localhost:${process.env.PORT}`

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Generous, because a busy machine of two cores is slow; what works does not wait for them.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: origin,
    // A portal URL is a credential, and traces keep URLs.
    trace: 'off',
    // Playwright's own arguments are those that are needed: no sandbox, for root, and no requests of Chromium's own.
    launchOptions: { executablePath: await chromiumPath() },
  },
  projects: [
    { name: 'api', testMatch: 'api/**/*.spec.ts' },
    { name: 'failures', testMatch: 'failures/**/*.spec.ts' },
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
  ],
  webServer: {
    command: 'next start',
    url: `${origin}/api/health`,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
