import { expect } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { db } from '@/lib/db'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

test('a signed-out visitor of /billing signs in first and returns there', async ({ page, data }) => {
  const email = data.email()
  await page.goto('/billing')
  await expect(page).toHaveURL('/sign-in?callbackUrl=%2Fbilling')
  await signIn(page, { email, name: 'Paula Person' })
  await expect(page).toHaveURL('/billing')
  await expect(page.getByText('Paula Person')).toBeVisible()
  await expect(page.getByText(email, { exact: true })).toBeVisible()
})

test('signing out deletes the session, and Back does not show the page again', async ({ page, data }) => {
  const { id: accountId, name } = await data.account()
  const email = data.email()
  await addTestMember({ accountId, email, role: 'OWNER' })
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

test('a browser that was closed since signing in signs out with one press', async ({ page, data }) => {
  const user = await data.user()
  await resumeSession(page, user)
  await page.goto('/billing')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect(await db().session.count({ where: { userId: user.id } })).toBe(0)
})

test('a stale CSRF cookie does not cost the first press', async ({ page }) => {
  const value = `${'a'.repeat(64)}|${'b'.repeat(64)}`
  await page.context().addCookies([{ name: 'next-auth.csrf-token', value, url: OWN_ORIGIN }])
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await expect(page.getByRole('button', { name: 'Cancel and go back' })).toBeVisible()
})

test('a visitor on another host is redirected to the origin once, and signs in there', async ({
  page,
  data,
}) => {
  const alias = OWN_ORIGIN.replace('localhost', 'alias.localhost')
  await page.goto(`${alias}/billing`)
  await expect(page).toHaveURL(`${OWN_ORIGIN}/sign-in?callbackUrl=%2Fbilling&moved=1`)
  await signIn(page, { email: data.email() })
  await expect(page).toHaveURL(`${OWN_ORIGIN}/billing`)
})

test('a sign-in started on another host continues on the origin', async ({ page, data }) => {
  const alias = OWN_ORIGIN.replace('localhost', 'alias.localhost')
  await page.goto(`${alias}/sign-in?callbackUrl=/billing&moved=1`)
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('started on another host name')
  expect(new URL(page.url()).origin).toBe(OWN_ORIGIN)
  await signIn(page, { email: data.email() })
  await expect(page).toHaveURL(`${OWN_ORIGIN}/billing`)
})

test('a browser without cookies gets an explanation after the provider', async ({ page, data }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.context().clearCookies({ domain: 'localhost' })
  await page.getByLabel('Email address').fill(data.email())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('does not keep cookies')
})

test('canceling at the identity provider is explained, and can be retried', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.getByRole('button', { name: 'Cancel and go back' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Signing in was canceled')
  await expect(page.getByRole('button', { name: 'Continue with local sign-in' })).toBeVisible()
})

for (const callbackUrl of ['https://evil.example/', '/\\evil.example']) {
  test(`a sign-in with callbackUrl ${callbackUrl} ends on /billing`, async ({ page, data }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl })}`)
    await signIn(page, { email: data.email() })
    await expect(page).toHaveURL('/billing')
  })
}
