import { expect, type Page } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { injectFault, putFixtures } from '@/tools/local/stripe/control'
import { customerFixtures, failedPayment, sentInvoice } from '@/tools/test/customer-fixtures'
import { STRIPE } from '../fixtures/local-environment'
import type { TestData } from '../fixtures/test-data'
import { openPortal } from './portal'
import { resumeSession } from './resume-session'
import { test } from './test'

type Changes = Parameters<typeof customerFixtures>[1]

/** Opens /billing for the owner of an account with `customerFixtures`. */
async function openSummary(page: Page, data: TestData, changes: Changes = {}) {
  const account = await data.account()
  await putFixtures(STRIPE, customerFixtures(account.customer, changes))
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  return account
}

const row = (page: Page, label: string) =>
  page.getByRole('main').locator('dl > div').filter({ hasText: label })

test('an owner sees the plan, the next invoice, the card, the invoices and the details', async ({
  page,
  data,
}) => {
  await openSummary(page, data)
  await expect(row(page, 'Plan')).toContainText('Studio plan')
  await expect(row(page, 'Plan')).toContainText('€49.00 per month')
  await expect(row(page, 'Next invoice')).toContainText('€49.00')
  await expect(row(page, 'Payment method')).toContainText('Visa ending in 4242')
  await expect(row(page, 'Recent invoices').getByRole('listitem')).toHaveText([
    /Paid€49\.00$/,
    /Paid€49\.00$/,
  ])
  await expect(row(page, 'Billing details')).toContainText('DE123456789')
})

test('figures are fresh after coming back from the portal, by its link and by Back', async ({
  page,
  data,
}) => {
  const { customer } = await openSummary(page, data)
  const details = row(page, 'Billing details')
  await expect(details).toContainText('invoices@example.com')
  await openPortal(page)
  await stripe().customers.update(customer, { email: 'second@example.com' })
  await page.getByRole('link', { name: /^Return to/ }).click()
  await expect(details).toContainText('second@example.com')
  await openPortal(page)
  await stripe().customers.update(customer, { email: 'third@example.com' })
  await page.goBack()
  await expect(details).toContainText('third@example.com')
})

test('each account shows its own figures, and a plain member sees none', async ({ page, data }) => {
  const [first, second, third] = [await data.account(), await data.account(), await data.account()]
  for (const [account, email] of [
    [first, 'first@example.com'],
    [second, 'second@example.com'],
    [third, 'third@example.com'],
  ] as const)
    await stripe().customers.update(account.customer, { email })
  const user = await data.user(
    { account: first, role: 'OWNER' },
    { account: second, role: 'BILLING' },
    { account: third, role: 'MEMBER' },
  )
  await resumeSession(page, user)
  await page.goto('/billing')
  const card = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(card(first.name)).toContainText('first@example.com')
  await expect(card(second.name)).toContainText('second@example.com')
  await expect(page.getByText('first@example.com')).toHaveCount(1)
  expect(await page.content()).not.toContain('third@example.com')
})

test('a failed payment has one button, which opens the card form', async ({ page, data }) => {
  await openSummary(page, data, { subscription: { status: 'past_due' }, invoices: [failedPayment()] })
  const banner = page.getByRole('region', { name: 'Payment failed' })
  await expect(banner).toContainText('€49.00 could not be charged')
  await expect(page.getByRole('button', { name: 'Update card' })).toHaveCount(1)
  await banner.getByRole('button', { name: 'Update card' }).click()
  await expect(page.getByLabel('Card number')).toBeVisible()
})

test('an overdue invoice leads to its page at Stripe, whose URL is not on /billing', async ({
  page,
  data,
}) => {
  await openSummary(page, data, {
    card: null,
    subscription: { collection_method: 'send_invoice', days_until_due: 14 },
    invoices: [sentInvoice()],
  })
  const banner = page.getByRole('region', { name: 'Invoice overdue' })
  await expect(banner).toContainText('€49.00 was due on')
  await expect(row(page, 'Payment method')).toHaveText(/By invoice/)
  expect(await page.content()).not.toContain('/i/in_')
  await banner.getByRole('button', { name: 'Pay invoice' }).click()
  await expect(page.getByRole('heading', { name: /^Invoice TEST-0003/ })).toBeVisible()
})

test('a plan is canceled straight from the page', async ({ page, data }) => {
  await openSummary(page, data)
  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await expect(page).toHaveURL('/billing')
  await expect(row(page, 'Plan')).toContainText('Ends on')
  await expect(page.getByRole('button', { name: 'Cancel plan' })).toHaveCount(0)
})

test('while Stripe hangs, the button shows immediately and the figures are left out', async ({
  page,
  data,
}) => {
  const account = await data.account()
  await injectFault(STRIPE, { kind: 'hang', customer: account.customer, path: '/v1/customers' })
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing', { waitUntil: 'commit' })
  await expect(page.getByRole('button', { name: 'Manage billing' })).toBeVisible()
  await page.waitForLoadState()
  await expect(page.getByText('Recent invoices')).toHaveCount(0)
  await openPortal(page)
})

test('a customer that Stripe does not know gets instructions instead of a button that fails', async ({
  page,
  data,
}) => {
  const account = await data.account()
  await data.forgetCustomer(account)
  await resumeSession(page, await data.user({ account, role: 'OWNER' }))
  await page.goto('/billing')
  await expect(page.getByRole('main').getByText('Ask your administrator to link the account')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Manage billing' })).toHaveCount(0)
})

test('a customer that Stripe knows again gets the button back', async ({ page, data }) => {
  const account = await data.account()
  const user = await data.user({ account, role: 'OWNER' })
  await data.markCustomerStale(account)
  await resumeSession(page, user)
  await page.goto('/billing')
  await openPortal(page)
})
