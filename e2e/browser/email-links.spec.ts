import { expect, type Page } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { db } from '@/lib/db'
import { hashedBucket } from '@/lib/limits/hashed-bucket'
import { LONG_WINDOW_S, spendRequest } from '@/lib/limits/rate-limit'
import { readInbox } from '@/tools/test/read-inbox'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

const INBOX = String(process.env.LOCAL_INBOX)

async function requestLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Email me a sign-in link' }).click()
}

/** Requests a link and reads it in the inbox. */
async function newLink(page: Page, email: string): Promise<string> {
  await page.goto('/sign-in')
  await requestLink(page, email)
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  const [newest] = await readInbox(INBOX, email)
  return newest?.links[0] ?? ''
}

const clickSignIn = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true }).click()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an email link signs in and redirects to the requested page', async ({ page, data }) => {
      const { id: accountId, name } = await data.account()
      const email = data.email()
      await addTestMember({ accountId, email, role: 'OWNER' })
      await page.goto('/api-keys')
      await requestLink(page, email)
      await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()

      await page.goto(INBOX)
      await page.getByRole('link', { name: email }).click()
      await page.getByRole('link', { name: 'Sign in', exact: true }).click()
      await expect(page.getByText(email)).toBeVisible()
      await clickSignIn(page)
      await expect(page).toHaveURL('/api-keys')
      await expect(page.getByText(name).first()).toBeVisible()
    })
  })
}

test('a scanner that opens the link does not use it up, but the button does', async ({
  page,
  data,
  request,
}) => {
  const link = await newLink(page, data.email())
  for (const method of ['GET', 'HEAD', 'GET']) expect((await request.fetch(link, { method })).ok()).toBe(true)
  await page.goto(link)
  await clickSignIn(page)
  await expect(page).toHaveURL('/billing')

  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
  await page.getByRole('link', { name: 'Request a new link' }).click()
  // The sign-in page redirects a user who is signed in.
  await expect(page).toHaveURL('/billing')
})

test('a link that expires while its page is open does not sign in, and a new one can be requested', async ({
  page,
  data,
}) => {
  const email = data.email()
  await page.goto(await newLink(page, email))
  await db().verificationToken.updateMany({ where: { identifier: email }, data: { expires: new Date(0) } })
  await clickSignIn(page)
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
  await page.getByRole('link', { name: 'Request a new link' }).click()
  await expect(page.getByRole('button', { name: 'Email me a sign-in link' })).toBeVisible()
  expect(await db().user.count({ where: { email } })).toBe(0)
})

test('the sixth link to an address is refused with an explanation', async ({ page, data }) => {
  const email = data.email()
  for (const _ of [1, 2, 3, 4, 5]) await spendRequest(hashedBucket('link-to', email), 5, LONG_WINDOW_S)
  await page.goto('/sign-in')
  await requestLink(page, email)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Too many sign-in links')
  expect(await readInbox(INBOX, email)).toEqual([])
})

test('a user who signed in through the provider is sent back to it, and then signs in', async ({
  page,
  data,
}) => {
  const email = data.email()
  await page.goto('/sign-in')
  await signIn(page, { email })
  await expect(page).toHaveURL('/billing')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()

  await page.goto(await newLink(page, email))
  await clickSignIn(page)
  await expect(page.getByRole('heading', { name: 'Sign in the way you did before' })).toBeVisible()
  await expect(page.getByText('already used here, with local sign-in')).toBeVisible()
  await signIn(page, { email })
  await expect(page).toHaveURL('/billing')
})

test('signing out everywhere also ends the session in another browser', async ({
  page,
  data,
  openOtherBrowser,
}) => {
  const user = await data.user()
  await resumeSession(page, user)
  const other = await openOtherBrowser()
  await other.goto(await newLink(other, user.email))
  await clickSignIn(other)
  await expect(other).toHaveURL('/billing')

  await page.goto('/sign-out')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await other.goto('/billing')
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})
