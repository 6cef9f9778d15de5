import { expect } from 'playwright/test'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import { bearer, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import { accountAt } from './account-at'

/** Longer than an unopened portal link is valid. */
const EXPIRED_MS = 10 * 60_000

const CASES = [
  { switched: 'by default', variables: {}, recovers: false },
  { switched: 'when it is enabled', variables: { STRIPE_PORTAL_LINK_RECOVERY: '1' }, recovers: true },
]

for (const { switched, variables, recovers } of CASES) {
  test(`an expired link ${recovers ? 'leads to' : 'offers no'} sign-in at Stripe ${switched}`, async ({
    data,
    startApp,
  }) => {
    let aheadMs = 0
    const account = await startStripe({ statePath: null, now: () => Date.now() + aheadMs })
    const app = await startApp({ ...account.variables, ...variables })
    const { key } = await accountAt(account, data)
    const { url } = JSON.parse((await send({ origin: app.address, headers: bearer(key) })).text)

    aheadMs = EXPIRED_MS
    const page = await fetch(url)
    expect(page.status).toBe(410)
    const text = await page.text()
    expect(text).toContain('This link has expired')
    expect(text.includes('Get a new link')).toBe(recovers)
    await account.stop()
  })
}
