import { expect, test } from 'vitest'
import { examineEnvironment } from './boot-guards'

const secrets = {
  DATABASE_URL: 'postgresql://127.0.0.1/billing',
  NEXTAUTH_SECRET: 'a-secret-of-more-than-thirty-two-characters',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'billing',
  OIDC_CLIENT_SECRET: 'secret',
}
const production = {
  ...secrets,
  APP_ENV: 'production',
  APP_URL: 'https://billing.example.com',
  STRIPE_SECRET_KEY: 'sk_live_x',
}
const preview = {
  ...secrets,
  VERCEL_ENV: 'preview',
  VERCEL_URL: 'p.vercel.app',
  STRIPE_SECRET_KEY: 'sk_test_x',
}
const local = {
  ...secrets,
  APP_ENV: 'local',
  OIDC_ISSUER: 'http://localhost:9000',
  STRIPE_SECRET_KEY: 'sk_test_x',
  STRIPE_API_BASE_URL: 'http://localhost:9001',
}

const withoutOidc = { ...production, OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' }

test.each([
  { name: 'production', source: production },
  {
    name: 'production with GitHub alone',
    source: { ...withoutOidc, GITHUB_CLIENT_ID: 'billing', GITHUB_CLIENT_SECRET: 'secret' },
  },
  {
    name: 'production with Google alone',
    source: { ...withoutOidc, GOOGLE_CLIENT_ID: 'billing', GOOGLE_CLIENT_SECRET: 'secret' },
  },
  {
    name: 'production with email links alone',
    source: { ...withoutOidc, EMAIL_SERVER: 'smtp://smtp.example.com', EMAIL_FROM: 'billing@example.com' },
  },
  { name: 'a preview', source: preview },
  { name: 'local parts', source: local },
  {
    name: 'staging that runs as production in test mode',
    source: { ...production, STRIPE_SECRET_KEY: 'rk_test_x', ALLOW_TEST_KEY: '1' },
  },
  {
    name: 'production with NEXTAUTH_URL equal to APP_URL',
    source: { ...production, NEXTAUTH_URL: production.APP_URL },
  },
  {
    name: 'production behind a Stripe proxy of its own',
    source: { ...production, STRIPE_API_BASE_URL: 'https://stripe.example.com' },
  },
])('lets $name start', ({ source }) => {
  expect(examineEnvironment(source).problems).toEqual([])
})

test.each([
  {
    name: 'a live key on a preview',
    source: { ...preview, STRIPE_SECRET_KEY: 'sk_live_x' },
    says: 'STRIPE_SECRET_KEY is a live key',
  },
  {
    name: 'a live restricted key locally',
    source: { ...local, STRIPE_SECRET_KEY: 'rk_live_x' },
    says: 'STRIPE_SECRET_KEY is a live key',
  },
  {
    name: 'a test key in production',
    source: { ...production, STRIPE_SECRET_KEY: 'sk_test_x' },
    says: 'STRIPE_SECRET_KEY is a test key',
  },
  { name: 'no key', source: { ...production, STRIPE_SECRET_KEY: '' }, says: 'STRIPE_SECRET_KEY is not set' },
  {
    name: 'no NEXTAUTH_SECRET',
    source: { ...production, NEXTAUTH_SECRET: '' },
    says: 'NEXTAUTH_SECRET is not set',
  },
  {
    name: 'a short NEXTAUTH_SECRET',
    source: { ...preview, NEXTAUTH_SECRET: 'short' },
    says: 'NEXTAUTH_SECRET is not set',
  },
  {
    name: 'NEXTAUTH_URL on a preview',
    source: { ...preview, NEXTAUTH_URL: 'https://billing.example.com' },
    says: 'NEXTAUTH_URL is set',
  },
  {
    name: 'another NEXTAUTH_URL in production',
    source: { ...production, NEXTAUTH_URL: 'https://other.example.com' },
    says: 'NEXTAUTH_URL differs from APP_URL',
  },
  {
    name: 'an http origin in production',
    source: { ...production, APP_URL: 'http://billing.example.com' },
    says: 'APP_URL uses http',
  },
  { name: 'no origin in production', source: { ...production, APP_URL: '' }, says: 'APP_URL is not set' },
  { name: 'no origin on a preview', source: { ...preview, VERCEL_URL: '' }, says: 'APP_URL is not set' },
  {
    name: 'a local Stripe in production',
    source: { ...production, STRIPE_API_BASE_URL: 'https://localhost:9001' },
    says: 'STRIPE_API_BASE_URL is an http or local URL',
  },
  {
    name: 'a Stripe over http in production',
    source: { ...production, STRIPE_API_BASE_URL: 'http://stripe.example.com' },
    says: 'STRIPE_API_BASE_URL is an http or local URL',
  },
  {
    name: 'no way to sign in',
    source: withoutOidc,
    says: 'OIDC_ISSUER, GITHUB_CLIENT_ID, GOOGLE_CLIENT_ID and EMAIL_SERVER are not set',
  },
  {
    name: 'half of GitHub',
    source: { ...production, GITHUB_CLIENT_ID: 'billing' },
    says: 'GITHUB_CLIENT_ID or GITHUB_CLIENT_SECRET is not set',
  },
  {
    name: 'half of Google',
    source: { ...production, GOOGLE_CLIENT_SECRET: 'secret' },
    says: 'GOOGLE_CLIENT_ID or GOOGLE_CLIENT_SECRET is not set',
  },
  {
    name: 'a mail server without a sender',
    source: { ...production, EMAIL_SERVER: 'smtp://smtp.example.com' },
    says: 'EMAIL_SERVER or EMAIL_FROM is not set',
  },
  {
    name: 'half a sign-in provider',
    source: { ...production, OIDC_CLIENT_SECRET: '' },
    says: 'OIDC_ISSUER, OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not set',
  },
  {
    name: 'an http sign-in provider in production',
    source: { ...production, OIDC_ISSUER: 'http://id.example.com' },
    says: 'OIDC_ISSUER uses http',
  },
  {
    name: 'trust in the addresses of every tenant',
    source: {
      ...production,
      OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0',
      OIDC_TRUST_EMAIL: '1',
    },
    says: 'OIDC_TRUST_EMAIL is set for an issuer with many tenants',
  },
  {
    name: 'a password that is not percent-encoded',
    source: { ...production, DATABASE_URL: 'postgresql://app:p#w@db.example.com/billing' },
    says: 'DATABASE_URL cannot be read as an address: percent-encode',
  },
  {
    name: 'another schema',
    source: { ...production, DATABASE_URL: 'postgresql://db.example.com/billing?schema=app' },
    says: 'DATABASE_URL must not name another schema than public',
  },
  {
    name: 'a certificate that is not there',
    source: {
      ...production,
      DATABASE_URL: 'postgresql://db.example.com/billing?sslrootcert=/nowhere/ca.pem',
    },
    says: 'DATABASE_URL names a certificate file that cannot be read',
  },
  { name: 'no database', source: { ...production, DATABASE_URL: '' }, says: 'DATABASE_URL is not set' },
  { name: 'an unknown APP_ENV', source: { ...production, APP_ENV: 'staging' }, says: 'APP_ENV must be' },
  {
    name: 'half a sign-in provider that cannot be read',
    source: { ...production, OIDC_CLIENT_SECRET: '"secret"' },
    says: 'OIDC_CLIENT_SECRET has quotes around its value: remove them',
  },
  {
    name: 'a malformed limit',
    source: { ...production, RATE_LIMIT_PER_MINUTE: 'many' },
    says: 'RATE_LIMIT_PER_MINUTE must be',
  },
])('stops $name with exactly one sentence that starts with the variable to change', ({ source, says }) => {
  const { problems } = examineEnvironment(source)
  const variable = says.split(/[ ,]/)[0]
  expect(problems).toEqual([{ variable, sentence: expect.stringMatching(new RegExp(`^${says}`)) }])
})

test('reports all problems at once', () => {
  expect(examineEnvironment({ APP_ENV: 'production', RATE_LIMIT_PER_MINUTE: 'many' }).problems).toHaveLength(
    6,
  )
})
