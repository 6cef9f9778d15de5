import chromium from '@sparticuz/chromium'
import { defineConfig } from 'playwright/test'
import { findChromium } from './e2e/find-chromium'

// The local parts chose a free port; the production build answers there.
const origin = `http://localhost:${process.env.PORT}`

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  reporter: [['list'], ['json']],
  use: {
    baseURL: origin,
    // A portal URL is a credential, and traces keep URLs.
    trace: 'off',
    launchOptions: {
      executablePath: (await findChromium()) ?? (await chromium.executablePath()),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'api', testMatch: 'api/**/*.spec.ts' },
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
