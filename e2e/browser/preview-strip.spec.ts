import { expect } from 'playwright/test'
import { test } from './test'

/** GitHub's longest is 244 bytes; what matters is a word that is longer than the narrowest screen. */
const BRANCH = `dependabot/npm_and_yarn/${'opentelemetry-'.repeat(8)}2.1.3`

test('the strip of a preview fits a small phone, however long the branch is', async ({ page, startApp }) => {
  const { address } = await startApp({
    APP_ENV: undefined,
    VERCEL_ENV: 'preview',
    VERCEL_BRANCH_URL: 'billing-git-new.vercel.app',
    VERCEL_GIT_COMMIT_REF: BRANCH,
    OIDC_ISSUER: 'https://id.example.com',
  })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${address}/docs`)
  const strip = page.getByRole('complementary', { name: 'Preview' })
  await expect(strip).toContainText(BRANCH)
  await expect(strip.getByText('Stripe test mode')).toBeInViewport({ ratio: 1 })
  const height = (await strip.boundingBox())?.height ?? 0
  expect(height, 'two lines at most').toBeLessThan(60)
  const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(beyond), 'pixels beyond the edge').toBe(0)
})
