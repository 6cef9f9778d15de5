import { expect, type Page } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { portalCalls } from '../fixtures/stripe-calls'
import { hydrated } from './hydrated'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { test } from './test'

/** Keeps the answer to the button away until it is called. */
async function holdPortalAnswer(page: Page): Promise<() => void> {
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

test('a double click asks for one portal session, and the button says that it is opening', async ({
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
  const letThrough = await holdPortalAnswer(page)
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

test('after Back from the portal the button can be pressed again', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await openPortal(page)
  await page.goBack()
  await openPortal(page)
})

test('a page that the browser kept as it was left does not go on spinning', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  // A navigation that is answered with 204 does not happen: the page is as one is that was left.
  await page.route('**/api/billing-portal', (route) => route.fulfill({ json: { url: `${OWN_ORIGIN}/left` } }))
  await page.route('**/left', (route) => route.fulfill({ status: 204 }))
  await (await hydrated(page.getByRole('button', { name: 'Manage billing' }))).click()
  await expect(page.getByRole('button', { name: 'Opening…' })).toBeVisible()
  // What a browser with a back/forward cache says on coming back. Chromium's headless shell has none.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await page.unroute('**/api/billing-portal')
  await openPortal(page)
})
