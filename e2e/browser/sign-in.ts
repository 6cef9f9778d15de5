import type { Page } from 'playwright/test'

type Person = { email: string; name?: string; verified?: boolean }

/** Signs a person in at the local OpenID provider, starting on the app's sign-in page. */
export async function signIn(page: Page, { email, name = '', verified = true }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('This address is verified').setChecked(verified)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
