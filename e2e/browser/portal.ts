import { expect, type Page } from 'playwright/test'

/** Presses Manage billing, for the named account if there are several, and waits for the portal. */
export async function openPortal(page: Page, account?: string): Promise<void> {
  const card = account ? page.getByRole('listitem').filter({ hasText: account }) : page
  await card.getByRole('button', { name: 'Manage billing' }).click()
  await expect(page).toHaveURL(/\/p\/session\//)
  await expect(page.getByRole('heading', { name: 'Invoice history' })).toBeVisible()
}

/** Submits the portal's form with a valid card. */
export async function addCard(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Add payment method' }).click()
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry date').fill('12/49')
  await page.getByLabel('Security code').fill('123')
  await page.getByLabel('Name on card').fill('Test Person')
  await page.getByLabel('Use as my default payment method').uncheck()
  await page.getByRole('button', { name: 'Add card' }).click()
}
