import { expect } from 'playwright/test'
import { db } from '@/lib/db'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import type { TestData } from '../fixtures/test-data'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

test('tells a plain member why there is no button, and whom to ask', async ({ page, data }) => {
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  await resumeSession(page, await data.user({ account, role: 'MEMBER' }))
  await page.goto('/billing')
  await expect(page.getByText('Only owners and billing members can manage billing')).toBeVisible()
  await expect(page.getByText(`ask ${owner.name} to make you a billing member`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manage billing' })).toHaveCount(0)
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('shows "No billing account yet" and no button for an account without a customer', async ({
  page,
  data,
}) => {
  const account = await data.accountWithoutCustomer()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await expect(page.getByText('No billing account yet', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manage billing' })).toHaveCount(0)
})

test('tells a person without an account whom to ask, and which email to give', async ({ page, data }) => {
  const user = await data.user()
  await resumeSession(page, user)
  await page.goto('/billing')
  await expect(page.getByRole('heading', { name: 'You are not on a billing account yet' })).toBeVisible()
  await expect(page.getByText(`No account has ${user.email}`)).toBeVisible()
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
  const button = page
    .getByRole('listitem')
    .filter({ hasText: second.name })
    .getByRole('button', { name: 'Manage billing' })
  await expect(button).toHaveAccessibleDescription(second.name)
  await button.click()
  await expect(page).toHaveURL(/\/p\/session\//)
  expect(await portalCalls(second.customer)).toHaveLength(1)
  expect(await portalCalls(first.customer)).toEqual([])
})

test('the first sign-in with an invited email address joins the account', async ({ page, data }) => {
  const { owner, name } = await accountWithInvitedOwner(data)
  await page.goto('/billing')
  await signIn(page, { email: owner.toUpperCase() })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await openPortal(page)
})

test('an unverified address joins nothing, and still can once verified', async ({
  page,
  data,
  openOtherBrowser,
}) => {
  const { id, owner, name } = await accountWithInvitedOwner(data)
  await page.goto('/billing')
  await signIn(page, { email: owner, verified: false })
  await expect(page.getByRole('heading', { name: 'You are not on a billing account yet' })).toBeVisible()
  await expect(page.getByText('your identity provider has not confirmed yours')).toBeVisible()
  expect(await db().membership.count({ where: { billingAccountId: id } })).toBe(0)

  const other = await openOtherBrowser()
  await other.goto('/billing')
  await signIn(other, { email: owner })
  await expect(other.getByRole('heading', { name })).toBeVisible()
})

async function accountWithInvitedOwner(data: TestData) {
  const { id, name } = await data.account()
  const owner = data.email()
  await db().invitation.create({ data: { billingAccountId: id, email: owner, role: 'OWNER' } })
  return { id, name, owner }
}
