import { expect } from 'playwright/test'
import { addMember } from '@/lib/accounts/add-member'
import { db } from '@/lib/db'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

test('somebody signed out who asks for /billing signs in first and is led back there', async ({
  page,
  data,
}) => {
  const email = data.email()
  await page.goto('/billing')
  await expect(page).toHaveURL('/sign-in?callbackUrl=%2Fbilling')
  await signIn(page, { email, name: 'Paula Person' })
  await expect(page).toHaveURL('/billing')
  await expect(page.getByText('Paula Person')).toBeVisible()
  await expect(page.getByText(email, { exact: true })).toBeVisible()
})

test('after signing out, Back does not show what the person saw, and the session is gone', async ({
  page,
  data,
}) => {
  const { id: accountId, name } = await data.account()
  const email = data.email()
  await addMember({ accountId, email, role: 'OWNER' })
  await page.goto('/billing')
  await signIn(page, { email })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(await db().session.count({ where: { user: { email } } })).toBe(0)

  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText(name)).toHaveCount(0)
})

test('a browser that was closed since signing in signs out by confirming it once', async ({ page, data }) => {
  const user = await data.user()
  // The session's cookie outlives the browser; the one that guards the form does not.
  await resumeSession(page, user)
  await page.goto('/billing')
  await page.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(await db().session.count({ where: { userId: user.id } })).toBe(0)
})

test('whoever cancels at the identity provider is told so, and may try again', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.getByRole('button', { name: 'Cancel and go back' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Signing in was canceled')
  await expect(page.getByRole('button', { name: 'Continue with local sign-in' })).toBeVisible()
})

for (const callbackUrl of ['https://evil.example/', '/\\evil.example']) {
  test(`a sign-in that was asked to lead to ${callbackUrl} leads to /billing`, async ({ page, data }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl })}`)
    await signIn(page, { email: data.email() })
    await expect(page).toHaveURL('/billing')
  })
}
