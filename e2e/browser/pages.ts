import { expect, type Page } from 'playwright/test'
import { createTestKey } from '@/lib/api-keys/create-test-key'
import { hashApiKey } from '@/lib/api-keys/format'
import { reportApiKey } from '@/lib/api-keys/revoke-api-key'
import { NO_REQUEST } from '@/lib/audit/event'
import { db } from '@/lib/db'
import { demo } from '@/prisma/seed/demo-people'
import { putFixtures } from '@/tools/local/stripe/control'
import { customerFixtures, daysFromNow, failedPayment, sentInvoice } from '@/tools/test/customer-fixtures'
import { STRIPE } from '../fixtures/local-environment'
import type { TestData } from '../fixtures/test-data'
import { hydrated } from './hydrated'
import { newMailLink } from './new-mail-link'
import { resumeSession } from './resume-session'
import { signIn } from './sign-in'

type Visit = {
  /** The expected status. Default: 200. */
  status?: number
  /** Whether its picture shows the whole page, and not only the first screen. Default: true. */
  fullPage?: boolean
  arrive(page: Page, data: TestData): Promise<unknown>
}

/** The states of a summary, each with all its content. */
const BILLING_STATES = {
  'with a plan and a discount': () => ({ discount: { name: 'Launch offer', percent_off: 20 } }),
  'with a failed payment': () => ({ subscription: { status: 'past_due' }, invoices: [failedPayment()] }),
  'with an overdue invoice': () => ({
    card: null,
    subscription: { collection_method: 'send_invoice', days_until_due: 14 },
    invoices: [sentInvoice()],
  }),
  'with a trial and no card': () => ({
    card: null,
    subscription: { status: 'trialing', trial_end: daysFromNow(9) },
  }),
}

/** Every page, with as much content as possible, and how to get there. */
export const PAGES: Record<string, Visit> = {
  'the start page': { arrive: (page) => page.goto('/') },
  'the sign-in page': { arrive: (page) => page.goto('/sign-in') },
  'the sign-in page with a problem': {
    async arrive(page) {
      await page.goto('/sign-in?error=OAuthCallback')
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    },
  },
  'the page that says to check the email': { arrive: (page) => page.goto('/sign-in/check-email') },
  'the page of a sign-in link': {
    async arrive(page, data) {
      await page.goto(await newMailLink(data.email()))
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    },
  },
  'the page of a sign-in link that has expired': { arrive: (page) => page.goto('/sign-in/email?token=x') },
  'the page that names an earlier way to sign in': {
    arrive: (page) => page.goto('/sign-in/other-way?way=oidc'),
  },
  '/billing': {
    async arrive(page, data) {
      const [own, fresh, other] = [
        await data.account(),
        await data.accountWithoutCustomer(),
        await data.account(),
      ]
      const user = await data.user(
        { account: own, role: 'OWNER' },
        { account: fresh, role: 'BILLING' },
        { account: other, role: 'MEMBER' },
      )
      await resumeSession(page, user)
      await page.goto(`/billing?error=PAYMENT_ERROR&account=${own.id}`)
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    },
  },
  '/billing of the demo owner': {
    fullPage: false,
    async arrive(page) {
      await page.goto('/sign-in')
      await signIn(page, demo.owner)
      await expect(page.getByRole('main').getByText('Recent invoices')).toBeVisible()
    },
  },
  ...Object.fromEntries(
    Object.entries(BILLING_STATES).map(([name, changes]): [string, Visit] => [
      `/billing ${name}`,
      {
        async arrive(page, data) {
          const account = await data.account()
          await putFixtures(STRIPE, customerFixtures(account.customer, changes()))
          await resumeSession(page, await data.user({ account, role: 'OWNER' }))
          await page.goto('/billing')
          // React keeps a hidden copy outside `main` while it streams.
          await expect(page.getByRole('main').getByText('Recent invoices')).toBeVisible()
          await expect(page.getByRole('main').getByText('Studio plan')).toBeVisible()
        },
      },
    ]),
  ),
  '/billing with a customer that Stripe does not know': {
    async arrive(page, data) {
      const account = await data.account()
      await data.forgetCustomer(account)
      await resumeSession(page, await data.user({ account, role: 'OWNER' }))
      await page.goto('/billing')
      await expect(page.getByRole('main').getByText('Billing is not available')).toBeVisible()
    },
  },
  '/billing without an account': {
    async arrive(page, data) {
      await resumeSession(page, await data.user())
      await page.goto('/billing')
    },
  },
  '/api-keys with keys of every kind': {
    async arrive(page, data) {
      await openKeys(page, data)
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) details.setAttribute('open', '')
      })
    },
  },
  '/api-keys without a key': {
    async arrive(page, data) {
      await resumeSession(page, await data.user({ account: await data.account(), role: 'OWNER' }))
      await page.goto('/api-keys')
    },
  },
  'the form for a new API key with a problem': {
    async arrive(page, data) {
      await resumeSession(page, await data.user({ account: await data.account(), role: 'OWNER' }))
      await page.goto('/api-keys/new')
      await (await hydrated(page.getByLabel('Name'))).fill('  ')
      await page.getByRole('button', { name: 'Create API key' }).click()
      await expect(page.getByText('Name must be')).toBeVisible()
    },
  },
  'a new API key': {
    async arrive(page, data) {
      await resumeSession(page, await data.user({ account: await data.account(), role: 'OWNER' }))
      await page.goto('/api-keys/new')
      await (await hydrated(page.getByLabel('Name'))).fill('Back office')
      await page.getByRole('button', { name: 'Create API key' }).click()
      await expect(page.getByText('Copy it now')).toBeVisible()
    },
  },
  'the form to rotate an API key': {
    async arrive(page, data) {
      await openKeys(page, data)
      await page.getByRole('link', { name: 'Rotate' }).first().click()
      await expect(page.getByRole('button', { name: 'Rotate API key' })).toBeVisible()
    },
  },
  'the confirmation before an API key is revoked': {
    async arrive(page, data) {
      await openKeys(page, data)
      await page.getByRole('link', { name: 'Revoke' }).first().click()
      await expect(page.getByRole('button', { name: 'Revoke API key' })).toBeVisible()
    },
  },
  '/members with people of every kind': { arrive: openMembers },
  '/members for a plain member': {
    async arrive(page, data) {
      const account = await data.account()
      await data.user({ account, role: 'OWNER' })
      await resumeSession(page, await data.user({ account, role: 'MEMBER' }))
      await page.goto('/members')
      await expect(page.getByText('Owners add, change and remove members')).toBeVisible()
    },
  },
  'the form for a new member with a problem': {
    async arrive(page, data) {
      await resumeSession(page, await data.user({ account: await data.account(), role: 'OWNER' }))
      await page.goto('/members/new')
      await (await hydrated(page.getByLabel('Email address'))).fill('ada@example')
      await page.getByRole('button', { name: 'Add member' }).click()
      await expect(page.getByText('Email address must be')).toBeVisible()
    },
  },
  'the choice of a member’s role': {
    async arrive(page, data) {
      await openMembers(page, data)
      await page.getByRole('link', { name: 'Change role' }).last().click()
      await expect(page.getByRole('button', { name: 'Change role' })).toBeVisible()
    },
  },
  'the confirmation before a member is removed': {
    async arrive(page, data) {
      await openMembers(page, data)
      await page.getByRole('link', { name: 'Remove' }).first().click()
      await expect(page.getByRole('button', { name: 'Remove member' })).toBeVisible()
    },
  },
  'the page that stops the only owner from leaving': {
    async arrive(page, data) {
      await resumeSession(page, await data.user({ account: await data.account(), role: 'OWNER' }))
      await page.goto('/members/leave')
      await expect(page.getByText('An account must keep an owner')).toBeVisible()
    },
  },
  'the form that passes ownership on': {
    async arrive(page, data) {
      await openMembers(page, data)
      await page.getByRole('link', { name: 'Pass ownership on' }).click()
      await expect(page.getByLabel('New owner')).toBeVisible()
    },
  },
  'the confirmation before an invitation is withdrawn': {
    async arrive(page, data) {
      await openMembers(page, data)
      await page.getByRole('link', { name: 'Withdraw' }).click()
      await expect(page.getByRole('button', { name: 'Withdraw invitation' })).toBeVisible()
    },
  },
  '/billing/activity': {
    async arrive(page, data) {
      await openKeys(page, data)
      await page.goto('/billing/activity')
      await expect(page.getByText('created the API key').first()).toBeVisible()
    },
  },
  'the sign-out page': {
    async arrive(page, data) {
      await resumeSession(page, await data.user())
      await page.goto('/sign-out')
    },
  },
  '/docs': { arrive: (page) => page.goto('/docs') },
  '/api/errors': { arrive: (page) => page.goto('/api/errors/#unauthorized') },
  'an unknown page': { status: 404, arrive: (page) => page.goto('/nowhere') },
}

/** Opens the members of an account with a very long name, a right-to-left one and an invitation. */
async function openMembers(page: Page, data: TestData): Promise<void> {
  const [account, other] = [await data.account(), await data.account()]
  const owner = await data.user({ account, role: 'OWNER' }, { account: other, role: 'OWNER' })
  for (const name of ['x'.repeat(100), 'مريم الاختبار (CI)']) {
    const { id } = await data.user({ account, role: 'MEMBER' })
    await db().user.update({ where: { id }, data: { name } })
  }
  const email = `${'long'.repeat(15)}@example.com`
  await db().invitation.create({ data: { billingAccountId: account.id, email, role: 'BILLING' } })
  await resumeSession(page, owner)
  await page.goto('/members?done=invited')
  await expect(page.getByRole('heading', { name: 'Invitations' })).toBeVisible()
}

/** Opens the keys of an account that has every kind of key, with a very long name and a right-to-left one. */
async function openKeys(page: Page, data: TestData): Promise<void> {
  const [account, other] = [await data.account(), await data.account()]
  await createTestKey(account.id, { name: 'x'.repeat(100) })
  await createTestKey(account.id, { name: 'شركة الاختبار (CI)', lifetimeSeconds: 3_600 })
  const leaked = await createTestKey(account.id, { name: 'Leaked' })
  await reportApiKey(hashApiKey(leaked.key), NO_REQUEST)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }, { account: other, role: 'BILLING' }))
  await page.goto('/api-keys')
  await expect(page.getByRole('region', { name: 'Reported keys' })).toBeVisible()
}
