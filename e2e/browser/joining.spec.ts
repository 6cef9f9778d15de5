import { randomUUID } from 'node:crypto'
import { expect } from 'playwright/test'
import { db } from '@/lib/db'
import { openPortal } from './portal'
import { signIn } from './sign-in'
import { test } from './test'

test('the first sign-in with the address that an operator put on an account joins it', async ({
  page,
  data,
  createAccountAsOperator,
}) => {
  const [owner, name] = [data.email(), `Test account ${randomUUID()}`]
  await createAccountAsOperator({ name, owner, customer: await data.customer() })
  await page.goto('/billing')
  await signIn(page, { email: owner.toUpperCase() })
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await openPortal(page)
})

test('an address that the provider calls unverified joins nothing, and the verified one still can', async ({
  page,
  data,
  createAccountAsOperator,
  openOtherBrowser,
}) => {
  const [owner, name] = [data.email(), `Test account ${randomUUID()}`]
  const id = await createAccountAsOperator({ name, owner, customer: await data.customer() })
  await page.goto('/billing')
  await signIn(page, { email: owner, verified: false })
  await expect(page.getByRole('heading', { name: 'You are not on a billing account yet' })).toBeVisible()
  await expect(page.getByText('has not confirmed an email address for you')).toBeVisible()
  expect(await db().membership.count({ where: { billingAccountId: id } })).toBe(0)

  const other = await openOtherBrowser()
  await other.goto('/billing')
  await signIn(other, { email: owner })
  await expect(other.getByRole('heading', { name })).toBeVisible()
})
