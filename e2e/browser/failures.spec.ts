import { expect, type Page } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { db } from '@/lib/db'
import { stripe } from '@/lib/stripe/client'
import { portalCalls } from '../fixtures/stripe-calls'
import { hydrated } from './hydrated'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'
import { test } from './test'

const pressManageBilling = async (page: Page) =>
  (await hydrated(page.getByRole('button', { name: 'Manage billing' }))).click()

const WITH_STRIPE = {
  'is down': { localFault: 'reset-before', status: 502, says: 'could not be reached', next: 'in a moment.' },
  'returns an error': {
    localFault: 'server-error',
    status: 502,
    says: 'could not be reached',
    next: 'in a moment.',
  },
  'is busy': { localFault: 'rate-limit', status: 503, says: 'is busy', next: /in \d+ seconds?\./ },
}

for (const [name, { localFault, status, says, next }] of Object.entries(WITH_STRIPE)) {
  test(`when Stripe ${name}, shows that beside the button, which works again afterwards`, async ({
    page,
    data,
    complaints,
  }) => {
    complaints.expectStatus(status)
    const account = await data.account({ localFault })
    await resumeSession(page, await data.user({ account, role: 'OWNER' }))
    await page.goto('/billing')
    await pressManageBilling(page)
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toContainText(`The payment provider ${says}.`)
    await expect(alert).toContainText(next)
    await expect(page).toHaveURL('/billing')

    await stripe().customers.update(account.customer, { metadata: { local_fault: '' } })
    await openPortal(page)
  })
}

test('says when to try again over the rate limit, without calling Stripe', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(429)
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  // In the future, so that no request has been refilled when the button is pressed.
  const refilledAt = new Date(Date.now() + 60_000)
  await db().rateLimitBucket.create({
    data: { caller: `user:${owner.id}`, tokens: 0, allowed: false, refilledAt },
  })
  await resumeSession(page, owner)
  await page.goto('/billing')
  await pressManageBilling(page)
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'Too many requests. Try again in 1 second.',
  )
  expect(await portalCalls(account.customer)).toEqual([])
})

test('redirects to sign-in and back when the session has ended, without calling Stripe', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(401)
  const { id: accountId, customer } = await data.account()
  const email = data.email()
  await addTestMember({ accountId, email, role: 'OWNER' })
  await page.goto('/billing')
  await signIn(page, { email })
  await expect(page.getByRole('button', { name: 'Manage billing' })).toBeVisible()
  await db().session.deleteMany({ where: { user: { email } } })
  await pressManageBilling(page)
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/^Your session has ended/)
  expect(await portalCalls(customer)).toEqual([])
  await signIn(page, { email })
  await expect(page).toHaveURL('/billing')
})

test('shows a lost permission beside the button, without calling Stripe', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expectStatus(403)
  const account = await data.account()
  const user = await data.user({ account, role: 'BILLING' })
  await resumeSession(page, user)
  await page.goto('/billing')
  await db().membership.updateMany({ where: { userId: user.id }, data: { role: 'MEMBER' } })
  await pressManageBilling(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'You may not manage billing for this account.',
  )
  expect(await portalCalls(account.customer)).toEqual([])
})

test('shows a lost connection beside the button, which works once it is back', async ({
  page,
  data,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/)
  const account = await data.account()
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  const button = await hydrated(page.getByRole('button', { name: 'Manage billing' }))
  await page.context().setOffline(true)
  await button.click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The server could not be reached.')
  await page.context().setOffline(false)
  await openPortal(page)
})
