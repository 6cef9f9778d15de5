import { expect } from 'playwright/test'
import { demo } from '@/prisma/seed/demo-people'
import { openPortal } from './portal'
import { test } from './test'

test('the demo owner clicks from the start page to an invoice and back', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.getByRole('button', { name: demo.owner.name }).click()
  await expect(page).toHaveURL('/billing')
  await expect(page.getByText(demo.owner.email).first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: demo.emptyAccount.name })).toContainText(
    'No billing account yet',
  )

  await openPortal(page, demo.account.name)
  const invoices = page.getByRole('table').getByRole('row')
  await expect(invoices.nth(6)).toContainText('Paid')
  await invoices
    .nth(1)
    .getByRole('link', { name: /, invoice / })
    .click()
  await expect(page.getByRole('heading', { name: /^Invoice .+ Paid$/ })).toBeVisible()
  await page.goBack()

  await page.getByRole('link', { name: /^Return to/ }).click()
  await expect(page).toHaveURL('/billing')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})
