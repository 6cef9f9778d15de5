import { expect } from 'playwright/test'
import { ERRORS } from '@/lib/errors'
import { hydrated } from './hydrated'
import { test } from './test'

test('the copy button copies the visible request', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs')
  await (await hydrated(page.getByRole('button', { name: 'Copy cURL request', exact: true }))).click()
  await expect(page.getByText('Copied cURL request.')).toBeAttached()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('/api/billing-portal')
  await expect(page.getByRole('region', { name: 'cURL request', exact: true })).toHaveText(copied)
})

test('the button says to copy by hand when the browser blocks copying', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))
  })
  await page.goto('/docs')
  await (await hydrated(page.getByRole('button', { name: 'Copy cURL request', exact: true }))).click()
  await expect(page.getByRole('button', { name: 'Copy cURL request', exact: true })).toHaveText(
    'Copy by hand',
  )
})

test('the request is shown in the chosen language, also by keyboard', async ({ page }) => {
  await page.goto('/docs')
  const languages = page.getByRole('group', { name: 'Language of the request', exact: true })
  await languages.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(languages.getByRole('radio').nth(1)).toBeChecked()
  await expect(languages.getByRole('region')).toHaveCount(1)
  await expect(languages.getByRole('region')).not.toHaveText(/^curl/)
})

test('a field has a link of its own', async ({ page }) => {
  await page.goto('/docs')
  await page.getByRole('link', { name: 'Link to flow.type' }).click()
  await expect(page.locator(':target')).toContainText('Cancel a subscription.')
})

test('forced colors tell the chosen language from the others', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/docs')
  const labels = page.getByRole('group', { name: 'Language of the request', exact: true }).locator('label')
  const backgrounds = await labels.evaluateAll((all) =>
    all.map((label) => getComputedStyle(label).backgroundColor),
  )
  expect(backgrounds.filter((color) => color === backgrounds[0])).toHaveLength(1)
})

test('print shows every example and error body', async ({ page }) => {
  await page.goto('/docs')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('region', { name: 'Python request', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: '504 PAYMENT_ERROR' })).toBeVisible()
  // A panel that clips loses what is on its next page.
  await expect(page.locator('.tabs').first()).toHaveCSS('overflow', 'visible')
})

test('only pages about code load the monospaced font', async ({ page }) => {
  const fonts = async (path: string) => {
    await page.goto(path, { waitUntil: 'networkidle' })
    return page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2')).length,
    )
  }
  expect(await fonts('/')).toBe(1)
  expect(await fonts('/docs')).toBe(2)
  const font = await page
    .locator('pre code')
    .first()
    .evaluate((code) => getComputedStyle(code).fontFamily)
  expect(font).toMatch(/GeistMono/i)
})

test('the docUrl of a failed request links to the entry of its code', async ({ page, request }) => {
  const { error } = await (await request.post('/api/billing-portal')).json()
  await page.goto(error.docUrl)
  const entry = page.getByRole('article', { name: 'UNAUTHORIZED' })
  await expect(entry).toBeInViewport()
  await expect(entry).toContainText('Invalid or expired token')
  expect(await entry.evaluate((element) => element.matches(':target'))).toBe(true)
})

test('every code has an entry under the anchor that docUrl names', async ({ page }) => {
  await page.goto('/api/errors/')
  const ids = await page.getByRole('article').evaluateAll((entries) => entries.map(({ id }) => id))
  expect(ids.toSorted()).toEqual(
    Object.keys(ERRORS)
      .map((code) => code.toLowerCase())
      .toSorted(),
  )
})
