import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { portalCalls } from '../fixtures/stripe-calls'
import type { TestData } from '../fixtures/test-data'
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
    // Fails if the request was stopped meanwhile.
    await route.continue().catch(() => {})
  })
  return letThrough
}

/** Opens /billing for an owner, and collects the requests for a portal session from then on. */
async function openBilling(page: Page, data: TestData, options: { localFault?: string } = {}) {
  const account = await data.account(options)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  const methods: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/billing-portal')) methods.push(request.method())
  })
  return { account, methods, button: await hydrated(page.getByRole('button', { name: 'Manage billing' })) }
}

test('a double click requests one portal session, and the button shows that it is opening', async ({
  page,
  data,
}) => {
  const { account, methods, button } = await openBilling(page, data)
  const letThrough = await holdPortalResponse(page)
  await button.dblclick()
  const opening = page.getByRole('button', { name: 'Opening…' })
  await expect(opening).toBeFocused()
  await expect(opening).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('status').filter({ hasText: 'Opening the billing portal…' })).toHaveCount(1)
  letThrough()
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(methods).toEqual(['POST'])
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

test('a page from the back/forward cache does not stay at “Opening…”', async ({ page, data }) => {
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  const letThrough = await holdPortalResponse(page)
  await (await hydrated(page.getByRole('button', { name: 'Manage billing' }))).click()
  await expect(page.getByRole('button', { name: 'Opening…' })).toBeVisible()
  // Chromium's headless shell has no back/forward cache, so the test dispatches its event.
  const reloaded = page.waitForEvent('load')
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await reloaded
  letThrough()
  await openPortal(page)
})

test('Esc during the request leaves the button usable, and the response does not navigate', async ({
  page,
  data,
}) => {
  const { button } = await openBilling(page, data)
  const letThrough = await holdPortalResponse(page)
  await button.click()
  await expect(page.getByRole('button', { name: 'Opening…' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button).toBeVisible()
  letThrough()
  await page.unroute('**/api/billing-portal')
  await expect(page).toHaveURL('/billing')
  await openPortal(page)
})

test('Stop while the portal loads leaves the button usable', async ({ page, data }) => {
  const { button } = await openBilling(page, data)
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
  await page.route('**/api/billing-portal', (route) => route.fulfill({ json: { url } }))
  // Runs in the page, because Playwright waits for a navigation in progress.
  const stopped = page.evaluate(async () => {
    const label = () => document.querySelector('main form button')?.textContent
    while (label() !== 'Opening…') await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 500))
    const before = label()
    window.stop()
    return before
  })
  await button.click({ noWaitAfter: true })
  expect(await stopped).toBe('Opening…')
  // Before the button's own timeout of 10 s.
  await expect(button).toBeVisible({ timeout: 8_000 })
  silent.closeAllConnections()
  silent.close()
  await page.unroute('**/api/billing-portal')
  await openPortal(page)
})

test('hovering or focusing the button prefetches the portal before the click', async ({ page, data }) => {
  const { account, methods, button } = await openBilling(page, data)
  const ready = () => page.waitForResponse('**/api/billing-portal')
  const [response] = await Promise.all([ready(), button.hover()])
  await response.finished()
  await button.click()
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(methods).toEqual(['POST'])

  await page.goBack()
  await Promise.all([ready(), button.press('Shift')])
  await button.press('Enter')
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(methods).toEqual(['POST', 'POST'])
  expect(await portalCalls(account.customer)).toHaveLength(2)
})

test('nothing is prefetched for people who save data', async ({ page, data }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  )
  const { methods, button } = await openBilling(page, data)
  await button.hover()
  await button.focus()
  // Longer than a prefetch waits for a hover.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
  expect(methods).toEqual([])
  await openPortal(page)
})

test('a failed prefetch shows nothing, and a click sends a new request', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(502)
  const { account, button } = await openBilling(page, data, { localFault: 'server-error' })
  const [response] = await Promise.all([page.waitForResponse('**/api/billing-portal'), button.hover()])
  await response.finished()
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await stripe().customers.update(account.customer, { metadata: { local_fault: '' } })
  await openPortal(page)
})
