import { strict as assert } from 'node:assert'
import type { Browser } from 'playwright'

type Options = {
  origin: string
  portalHost: string
  /** An email address. */
  person: string
  /** Sent with each request of the browser. */
  headers: Record<string, string>
}

/**
 * Signs a person in, opens the portal, comes back and signs out.
 *
 * @returns the names of the cookies meanwhile, without what differs between visits
 * @throws {Error} when a step leads elsewhere than to this origin, the provider or the portal
 */
export async function visitAsPerson(browser: Browser, o: Options): Promise<string[]> {
  const context = await browser.newContext({ extraHTTPHeaders: o.headers, reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await page.goto(`${o.origin}/billing`)
    assert.equal(new URL(page.url()).origin, o.origin)
    await page.getByRole('button', { name: 'Continue with local sign-in' }).click()
    await page.waitForURL(/^https:\/\/localhost:\d+\/sign-in\//)
    await page.getByLabel('Email address').fill(o.person)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(`${o.origin}/billing`)

    const cookies = await context.cookies(o.origin)
    const session = cookies.find(({ name }) => name.endsWith('.session-token'))
    assert.ok(session?.httpOnly, 'A script can read the session.')
    for (const { name, secure, path, domain } of cookies) {
      assert.ok(name.startsWith('__Host-'), `The cookie ${name} is not bound to this host.`)
      assert.deepEqual([secure, path, domain], [true, '/', new URL(o.origin).host])
    }

    await page.getByRole('main').getByRole('button', { name: 'Manage billing' }).click()
    await page.waitForURL(`https://${o.portalHost}/p/session/**`)
    await page.getByRole('link', { name: /^Return to/ }).click()
    await page.waitForURL(`${o.origin}/billing`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor()
    assert.equal(new URL(page.url()).origin, o.origin)
    return [...new Set(cookies.map(({ name }) => name))].sort()
  } finally {
    await context.close()
  }
}
