import { expect } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { billedAccount } from './billed-account'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { test } from './test'

test('a subscription is canceled for the end of its period, and taken back', async ({ page, data }) => {
  const account = await billedAccount(data)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await openPortal(page)
  await page.getByRole('link', { name: 'Cancel plan' }).click()
  await expect(page.getByText('stays available until the end of your billing period')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await expect(page.getByRole('status')).toHaveText('Your cancellation is confirmed.')
  expect((await stripe().subscriptions.retrieve(account.subscription)).cancel_at_period_end).toBe(true)

  await page.getByRole('button', { name: 'Don’t cancel plan' }).click()
  await expect(page.getByRole('link', { name: 'Cancel plan' })).toBeVisible()
  expect((await stripe().subscriptions.retrieve(account.subscription)).cancel_at_period_end).toBe(false)
})
