import { expect, test } from 'vitest'
import { givenSettings } from './given-settings'

const files = (variables: Record<string, string>, file = '.env.local') =>
  new Map(Object.entries(variables).map(([name, value]) => [name, { value, file }]))

/** What `vercel env pull` writes in addition to a project's own variables. */
const VERCEL = { VERCEL: '1', VERCEL_ENV: 'production', VERCEL_URL: '', VERCEL_BRANCH_URL: 'b.vercel.app' }

test('reports which parts are not started because of a file', () => {
  const variables = { DATABASE_URL: 'postgresql://db.example.com/x', OIDC_ISSUER: 'https://id.example.com' }
  expect(givenSettings({}, files(variables))).toEqual({
    given: variables,
    notes: [
      'DATABASE_URL comes from .env.local: using it instead of a local PostgreSQL',
      'OIDC_ISSUER comes from .env.local: using it instead of a local OpenID provider',
    ],
  })
})

test('ignores a file’s settings for a deployment or for a replaced service', () => {
  const { given, notes } = givenSettings(
    {},
    files({
      ...VERCEL,
      APP_ENV: 'production',
      STRIPE_PORTAL_CONFIGURATION: 'bpc_real',
      STRIPE_WEBHOOK_SECRET: 'whsec_real',
      DIRECT_DATABASE_URL: 'postgresql://db.example.com/x',
      OIDC_CLIENT_ID: 'real',
      STRIPE_PORTAL_LINK_RECOVERY: '1',
      RATE_LIMIT_PER_MINUTE: '7',
    }),
  )
  expect(given).toEqual({ STRIPE_PORTAL_LINK_RECOVERY: '1', RATE_LIMIT_PER_MINUTE: '7' })
  expect(notes).toEqual([
    expect.stringMatching(/^Ignored in \.env\.local, .*: .*STRIPE_PORTAL_CONFIGURATION.*VERCEL$/),
  ])
})

test('uses settings that belong to a Stripe account together with the account’s key', () => {
  const variables = { STRIPE_SECRET_KEY: 'sk_test_real', STRIPE_PORTAL_CONFIGURATION: 'bpc_real' }
  expect(givenSettings({}, files(variables)).given).toEqual(variables)
})

test('an environment variable overrides a file, even if it is empty', () => {
  const file = files({ DATABASE_URL: 'postgresql://db.example.com/x', STRIPE_SECRET_KEY: 'sk_test_file' })
  expect(givenSettings({ DATABASE_URL: ' ', STRIPE_SECRET_KEY: 'sk_test_own' }, file)).toEqual({
    given: { STRIPE_SECRET_KEY: 'sk_test_own' },
    notes: [],
  })
})

test('uses environment variables, except those that identify another deployment', () => {
  const environment = {
    ...VERCEL,
    STRIPE_PORTAL_CONFIGURATION: 'bpc_local',
    DIRECT_DATABASE_URL: 'postgresql://x',
  }
  expect(givenSettings(environment)).toEqual({
    given: { STRIPE_PORTAL_CONFIGURATION: 'bpc_local' },
    notes: [],
  })
})
