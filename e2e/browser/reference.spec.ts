import { expect } from 'playwright/test'
import { ERRORS } from '@/lib/errors'
import { hydrated } from './hydrated'
import { test } from './test'

test('the copy button copies the visible request', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs')
  await (await hydrated(page.getByRole('button', { name: 'Copy cURL request' }))).click()
  await expect(page.getByText('Copied cURL request.')).toBeAttached()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('/api/billing-portal')
  await expect(page.getByRole('region', { name: 'cURL request' })).toHaveText(copied)
})

test('the button says to copy by hand when the browser blocks copying', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))
  })
  await page.goto('/docs')
  await (await hydrated(page.getByRole('button', { name: 'Copy cURL request' }))).click()
  await expect(page.getByRole('button', { name: 'Copy cURL request' })).toHaveText('Copy by hand')
})

test('the request is shown in the chosen language, also by keyboard', async ({ page }) => {
  await page.goto('/docs')
  const languages = page.getByRole('group', { name: 'Language of the request' })
  await languages.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(languages.getByRole('radio').nth(1)).toBeChecked()
  await expect(languages.getByRole('region')).toHaveCount(1)
  await expect(languages.getByRole('region')).not.toHaveText(/^curl/)
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
