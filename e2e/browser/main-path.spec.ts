import { expect } from 'playwright/test'
import { addTestMember } from '@/lib/accounts/add-test-member'
import { stripe } from '@/lib/stripe/client'
import { demo } from '@/prisma/demo'
import { billedAccount } from './billed-account'
import { addCard, openPortal } from './portal'
import { signIn } from './sign-in'
import { test } from './test'

test('the demo owner gets by clicking from the start page to the invoices, opens one, and comes back', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.getByRole('button', { name: demo.owner.name }).click()
  await expect(page).toHaveURL('/billing')
  await expect(page.getByText(demo.owner.email)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: demo.emptyAccount.name })).toContainText(
    'No billing account yet',
  )

  await openPortal(page, demo.account.name)
  const invoices = page.getByRole('table').getByRole('row')
  await expect(invoices.nth(6)).toContainText('Paid')
  await invoices
    .nth(1)
    .getByRole('link', { name: /, invoice / })
    .click()
  await expect(page.getByRole('heading', { name: /^Invoice .+ Paid$/ })).toBeVisible()
  await page.goBack()

  await page.getByRole('link', { name: /^Return to/ }).click()
  await expect(page).toHaveURL('/billing')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('an owner changes the card in the portal: the new one is charged from now on, the old one is gone', async ({
  page,
  data,
}) => {
  const account = await billedAccount(data)
  const email = data.email()
  await addTestMember({ accountId: account.id, email, role: 'OWNER' })
  await page.goto('/billing')
  await signIn(page, { email })
  await openPortal(page)

  const cards = page.getByRole('region', { name: 'Payment methods' }).getByRole('listitem')
  await expect(cards).toHaveText([/Visa ending in 4242.*Default/s])
  await addCard(page, '5555 5555 5555 4444')
  await expect(page.getByRole('status')).toHaveText('Your payment method was added.')
  await expect(cards).toHaveText([/Visa.*Default/s, /Mastercard ending in 4444/])

  await page.getByRole('button', { name: /^Make default.*4444$/ }).click()
  await expect(cards).toHaveText([/Mastercard.*Default/s, /Visa/])
  await page.getByRole('link', { name: 'Remove Visa ending in 4242' }).click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('status')).toHaveText('The payment method was removed.')
  await expect(cards).toHaveText([/Mastercard ending in 4444.*Default/s])

  const { data: methods } = await stripe().customers.listPaymentMethods(account.customer)
  expect(methods.map(({ card }) => card?.last4)).toEqual(['4444'])
  const customer = await stripe().customers.retrieve(account.customer)
  expect(customer).toMatchObject({ invoice_settings: { default_payment_method: methods[0]?.id } })

  await page.getByRole('link', { name: /^Return to/ }).click()
  await expect(page).toHaveURL('/billing')
  await expect(page.getByRole('button', { name: 'Manage billing' })).toBeVisible()
})
