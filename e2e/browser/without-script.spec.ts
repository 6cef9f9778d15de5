import { expect } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { db } from '@/lib/db'
import { stripe } from '@/lib/stripe/client'
import { putFixtures } from '@/tools/local/stripe/control'
import { customerFixtures } from '@/tools/test/customer-fixtures'
import { startBreakableProxy } from '@/tools/test/start-breakable-proxy'
import { DATABASE_URL, STRIPE } from '../fixtures/local-environment'
import { portalCalls } from '../fixtures/stripe-calls'
import { billedAccount } from './billed-account'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

test.use({ javaScriptEnabled: false })

test('signing in and Manage billing work without a script: the form post gets a 303', async ({
  page,
  data,
}) => {
  const { id: accountId } = await billedAccount(data)
  const email = data.email()
  await addTestMember({ accountId, email, role: 'BILLING' })
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signIn(page, { email })
  await expect(page).toHaveURL('/billing')

  const answering = page.waitForResponse(/\/api\/billing-portal\?/)
  await openPortal(page)
  expect((await answering).status()).toBe(303)
  await page.getByRole('link', { name: /^Return to/ }).click()
  await expect(page).toHaveURL('/billing')
})

test('without a script a link shows the figures, and their buttons work', async ({ page, data }) => {
  const account = await data.account()
  await putFixtures(STRIPE, customerFixtures(account.customer))
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await expect(page.getByRole('button', { name: 'Manage billing' })).toBeVisible()
  await expect(page.getByText('Studio plan')).toBeHidden()
  await page.getByRole('link', { name: 'Show plan, payment method and invoices' }).click()
  await expect(page.getByText('Studio plan')).toBeVisible()
  await expect(page.getByText('Visa ending in 4242')).toBeVisible()
  await page.getByRole('button', { name: 'Update card' }).click()
  await expect(page.getByLabel('Card number')).toBeVisible()
})

test('without a script a link shows that Stripe knows a customer again', async ({ page, data }) => {
  const account = await data.account()
  await data.markCustomerStale(account)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await expect(page.getByRole('button', { name: 'Manage billing' })).toBeHidden()
  await page.getByRole('link', { name: 'Show plan, payment method and invoices' }).click()
  await openPortal(page)
})

test('without a script a failure appears beside the pressed button, which works again afterwards', async ({
  page,
  data,
}) => {
  const [well, broken] = [await data.account(), await data.account({ localFault: 'server-error' })]
  const owner = await data.user({ account: well, role: 'OWNER' }, { account: broken, role: 'OWNER' })
  await resumeSession(page, owner)
  await page.goto('/billing')
  const card = page.getByRole('listitem').filter({ hasText: broken.name })
  await card.getByRole('button', { name: 'Manage billing' }).click()
  await expect(card.getByRole('alert')).toHaveText(
    'The payment provider could not be reached. Nothing was charged or changed. Try again in a moment.',
  )
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(1)

  await stripe().customers.update(broken.customer, { metadata: { local_fault: '' } })
  await openPortal(page, broken.name)
})

test('without a script an ended session redirects to sign-in and back, without calling Stripe', async ({
  page,
  data,
}) => {
  const { id: accountId, customer } = await data.account()
  const email = data.email()
  await addTestMember({ accountId, email, role: 'OWNER' })
  await page.goto('/billing')
  await signIn(page, { email })
  const button = page.getByRole('button', { name: 'Manage billing' })
  await expect(button).toBeVisible()
  await db().session.deleteMany({ where: { user: { email } } })
  await button.click()
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/^Your session has ended/)
  expect(await portalCalls(customer)).toEqual([])
  await signIn(page, { email })
  await expect(page).toHaveURL('/billing')
})

for (const path of ['/billing', '/sign-in']) {
  test(`without a script ${path} reports an unavailable database, and "Try again" then works`, async ({
    page,
    data,
    startApp,
  }) => {
    const database = await startBreakableProxy(DATABASE_URL)
    const app = await startApp({ DATABASE_URL: database.url })
    const user = await data.user()
    await resumeSession(page, user)
    database.breakAll()
    const response = await page.goto(`${app.address}${path}`)
    await expect(page.getByRole('heading', { name: 'This page is not available right now' })).toBeVisible()
    await expect(page.getByText('Nothing was charged or changed')).toBeVisible()
    // A page cannot set its own status: see app/querying-page.tsx.
    expect(response?.status()).toBe(200)

    const reference = await page
      .getByText('send your administrator this reference')
      .locator('code')
      .textContent()
    expect(reference).toBe(response?.headers()['x-request-id'])
    const line = app
      .printed()
      .split('\n')
      .find((written) => written.includes(String(reference)))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', event: 'request.failed' })

    database.mend()
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByText(user.email).first()).toBeVisible()
    await page.waitForLoadState()
    await database.stop()
  })
}

test('without a script the start page stays up without the database', async ({ page, data, startApp }) => {
  // Nothing listens on port 1 (RFC 1078, TCPMUX).
  const { address } = await startApp({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
  await resumeSession(page, await data.user())
  await page.goto(address)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})
