import { expect, type Page } from 'playwright/test'

/** Presses Manage billing, for the named account if there are several, and waits for the portal. */
export async function openPortal(page: Page, account?: string): Promise<void> {
  const card = account ? page.getByRole('listitem').filter({ hasText: account }) : page
  await card.getByRole('button', { name: 'Manage billing' }).click()
  await expect(page).toHaveURL(/\/p\/session\//)
  await expect(page.getByRole('heading', { name: 'Invoice history' })).toBeVisible()
}
