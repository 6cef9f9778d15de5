import { expect } from 'playwright/test'
import { stripeCalls } from '../fixtures/stripe-calls'
import { resumeSession } from './resume-session'
import { test } from './test'

test('a plain member reads why there is no button, and that an owner can help', async ({ page, data }) => {
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  await resumeSession(page, await data.user({ account, role: 'MEMBER' }))
  await page.goto('/billing')
  await expect(page.getByText('Only owners and billing members can manage billing')).toBeVisible()
  await expect(page.getByText(`ask ${owner.name} to make you a billing member`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manage billing' })).toHaveCount(0)
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('an account without a customer says "No billing account yet" and has no button', async ({
  page,
  data,
}) => {
  const account = await data.accountWithoutCustomer()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await expect(page.getByText('No billing account yet', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manage billing' })).toHaveCount(0)
})

test('whoever is on no account is told whom to ask, and for which address', async ({ page, data }) => {
  const user = await data.user()
  await resumeSession(page, user)
  await page.goto('/billing')
  await expect(page.getByRole('heading', { name: 'You are not on a billing account yet' })).toBeVisible()
  await expect(page.getByText(`to add ${user.email}`)).toBeVisible()
})

test('each account has its own button, which opens the portal of that account alone', async ({
  page,
  data,
}) => {
  const [first, second] = [await data.account(), await data.account()]
  await resumeSession(
    page,
    await data.user({ account: first, role: 'OWNER' }, { account: second, role: 'BILLING' }),
  )
  await page.goto('/billing')
  const button = page.getByRole('listitem').filter({ hasText: second.name }).getByRole('button')
  await expect(button).toHaveAccessibleDescription(second.name)
  await button.click()
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(await stripeCalls(second.customer)).toEqual(['POST /v1/billing_portal/sessions'])
  expect(await stripeCalls(first.customer)).toEqual([])
})
