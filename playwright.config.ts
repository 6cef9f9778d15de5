import { defineConfig } from 'playwright/test'
import { APP_LOG } from './e2e/app-log'
import { chromiumPath } from './e2e/chromium-path'

// The local parts chose a free port; the production build answers there.
const origin = `http://localhost:${process.env.PORT}`

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // More than cores: they wait half of the time, for the page, for Stripe or for a deadline.
  workers: 4,
  forbidOnly: Boolean(process.env.CI),
  // Generous, because a busy machine of two cores is slow; what works does not wait for them.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // The JSON is for who says where to write it; otherwise it would fill the terminal.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : 'list',
  use: {
    baseURL: origin,
    // A portal URL is a credential, and traces keep URLs.
    trace: 'off',
    // Chromium reports a viewport that changes during the fade between two pages as an uncaught exception.
    contextOptions: { reducedMotion: 'reduce' },
    // Playwright's own arguments are those that are needed: no sandbox, for root, and no requests of
    // Chromium's own.
    launchOptions: { executablePath: await chromiumPath() },
  },
  webServer: {
    command: `next start --hostname localhost --keepAliveTimeout 620000 2> "${APP_LOG}"`,
    url: `${origin}/api/health`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
})
