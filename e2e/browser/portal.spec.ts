import { expect } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { startTestStripe } from '@/tools/local/stripe/start-test-stripe'
import { billedAccount } from './billed-account'
import { addCard, openPortal } from './portal'
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

test('a declined card is refused in words and not saved', async ({ page, data, complaints }) => {
  complaints.expectStatus(422)
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await openPortal(page)
  await addCard(page, '4000 0000 0000 0002')
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'Your card was declined. The card was not saved.',
  )
  expect((await stripe().customers.listPaymentMethods(account.customer)).data).toEqual([])
})

test('a link that another browser has opened says so and shows nothing', async ({
  page,
  data,
  complaints,
  openOtherBrowser,
}) => {
  complaints.expectStatus(403)
  const account = await billedAccount(data)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await openPortal(page)
  const other = await openOtherBrowser()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { name: 'This link was already used' })).toBeVisible()
  await expect(other.getByText('4242')).toBeHidden()
  await page.reload()
  await expect(page.getByText('Visa ending in 4242').first()).toBeAttached()
})

test('a link that nobody opened in time says that it has expired', async ({ page, complaints }) => {
  complaints.expectStatus(410)
  const local = await startTestStripe()
  try {
    const { id: customer } = await local.client.customers.create()
    const { url } = await local.client.billingPortal.sessions.create({ customer })
    local.advance(6 * 60_000)
    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
  } finally {
    await local.stop()
  }
})
