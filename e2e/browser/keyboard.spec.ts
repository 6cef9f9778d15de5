import { expect, type Locator, type Page } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { billedAccount } from './billed-account'
import { test } from './test'

/** More than any page has before the target. */
const MAX_STOPS = 40

/** Presses Tab until the target has the focus, and checks that the focus is visible. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) break
  }
  await expect(target).toBeFocused()
  await expect(target).not.toHaveCSS('outline-style', 'none')
}

test('signing in, Manage billing and the return link work with the keyboard alone', async ({
  page,
  data,
}) => {
  const { id: accountId } = await billedAccount(data)
  const email = data.email()
  await addTestMember({ accountId, email, role: 'OWNER' })
  await page.goto('/')
  await tabTo(page, page.getByRole('link', { name: 'Sign in' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Continue with local sign-in' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Email address'))
  await page.keyboard.type(email)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Manage billing' }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { name: 'Invoice history' })).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: /^Return to/ }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/billing')
})

test('the first Tab stop of a page skips the header', async ({ page }) => {
  await page.goto('/docs')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
