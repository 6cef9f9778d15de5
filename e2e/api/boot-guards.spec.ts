import { expect } from 'playwright/test'
import { exitOfApp } from '../fixtures/start-app'
import { test } from '../fixtures/test'

const PRODUCTION = {
  APP_ENV: 'production',
  APP_URL: 'https://billing.example.com',
  OIDC_ISSUER: 'https://id.example.com',
  STRIPE_SECRET_KEY: 'sk_test_boot_guards',
  STRIPE_API_BASE_URL: undefined,
  ALLOW_TEST_KEY: '1',
}

/** A guard and a variable. The unit tests of the guards and of the environment cover all of them. */
const REFUSED = {
  'a live key outside production': {
    changes: { STRIPE_SECRET_KEY: 'sk_live_boot_guards' },
    says: 'STRIPE_SECRET_KEY is a live key',
  },
  'an invalid variable': {
    changes: { RATE_LIMIT_PER_MINUTE: 'many-secret-words' },
    says: 'RATE_LIMIT_PER_MINUTE must be a whole number',
  },
}

for (const [name, { changes, says }] of Object.entries(REFUSED)) {
  test(`the production build says what to set and exits with ${name}`, async () => {
    const { code, printed } = await exitOfApp(changes)
    expect(code, printed).toBe(1)
    const sentences = printed.split('\n').filter((line) => line.startsWith('✗ '))
    expect(sentences).toEqual([expect.stringContaining(says)])
    expect(printed).not.toMatch(/boot_guards|many-secret-words/)
  })
}

test('the production build starts with a production environment', async ({ startApp, request }) => {
  const { address } = await startApp(PRODUCTION)
  expect((await request.get(`${address}/api/health`)).status()).toBe(200)
})
