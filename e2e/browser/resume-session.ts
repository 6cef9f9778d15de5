import type { Page } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import type { TestUser } from '../fixtures/test-data'

/** Gives a browser a signed-in session, for tests that are not about signing in. */
export async function resumeSession(page: Page, { cookie }: TestUser): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: OWN_ORIGIN, httpOnly: true, sameSite: 'Lax' }])
}
