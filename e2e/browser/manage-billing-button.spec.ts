import { expect, type Page } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { portalCalls } from '../fixtures/stripe-calls'
import { hydrated } from './hydrated'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { test } from './test'

/** Holds the portal response back until the returned function is called. */
async function holdPortalResponse(page: Page): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/api/billing-portal', async (route) => {
    await held
    await route.continue()
  })
  return letThrough
}

test('a double click requests one portal session, and the button shows that it is opening', async ({
  page,
  data,
}) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/billing-portal')) asked.push(request.method())
  })
  const letThrough = await holdPortalResponse(page)
  await (await hydrated(page.getByRole('button', { name: 'Manage billing' }))).dblclick()
  const opening = page.getByRole('button', { name: 'Opening…' })
  await expect(opening).toBeFocused()
  await expect(opening).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('status')).toHaveText('Opening the billing portal…')
  letThrough()
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(asked).toEqual(['POST'])
  expect(await portalCalls(account.customer)).toHaveLength(1)
})

test('the button works again after Back from the portal', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await openPortal(page)
  await page.goBack()
  await openPortal(page)
})

test('a page from the back/forward cache does not keep spinning', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  // A navigation that returns 204 does not happen, so the page stays as if it had been left.
  await page.route('**/api/billing-portal', (route) => route.fulfill({ json: { url: `${OWN_ORIGIN}/left` } }))
  await page.route('**/left', (route) => route.fulfill({ status: 204 }))
  await (await hydrated(page.getByRole('button', { name: 'Manage billing' }))).click()
  await expect(page.getByRole('button', { name: 'Opening…' })).toBeVisible()
  // The event of a back/forward cache, which Chromium's headless shell does not have.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await page.unroute('**/api/billing-portal')
  await openPortal(page)
})
