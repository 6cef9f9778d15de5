import { expect, test } from 'vitest'
import { bootProblems } from './boot-guards'

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

test.each([
  { name: 'production', source: production },
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
  expect(bootProblems(source)).toEqual([])
})

test.each([
  {
    name: 'a live key on a preview',
    source: { ...preview, STRIPE_SECRET_KEY: 'sk_live_x' },
    says: 'Set STRIPE_SECRET_KEY to a test key',
  },
  {
    name: 'a live restricted key locally',
    source: { ...local, STRIPE_SECRET_KEY: 'rk_live_x' },
    says: 'Set STRIPE_SECRET_KEY to a test key',
  },
  {
    name: 'a test key in production',
    source: { ...production, STRIPE_SECRET_KEY: 'sk_test_x' },
    says: 'ALLOW_TEST_KEY=1',
  },
  { name: 'no key', source: { ...production, STRIPE_SECRET_KEY: '' }, says: 'Set STRIPE_SECRET_KEY' },
  { name: 'no NEXTAUTH_SECRET', source: { ...production, NEXTAUTH_SECRET: '' }, says: 'Set NEXTAUTH_SECRET' },
  {
    name: 'a short NEXTAUTH_SECRET',
    source: { ...preview, NEXTAUTH_SECRET: 'short' },
    says: 'Set NEXTAUTH_SECRET',
  },
  {
    name: 'NEXTAUTH_URL on a preview',
    source: { ...preview, NEXTAUTH_URL: 'https://billing.example.com' },
    says: 'Unset NEXTAUTH_URL',
  },
  {
    name: 'another NEXTAUTH_URL in production',
    source: { ...production, NEXTAUTH_URL: 'https://other.example.com' },
    says: 'Set NEXTAUTH_URL',
  },
  {
    name: 'an http origin in production',
    source: { ...production, APP_URL: 'http://billing.example.com' },
    says: 'Set APP_URL to an https origin',
  },
  { name: 'no origin in production', source: { ...production, APP_URL: '' }, says: 'Set APP_URL' },
  { name: 'no origin on a preview', source: { ...preview, VERCEL_URL: '' }, says: 'Set APP_URL' },
  {
    name: 'a local Stripe in production',
    source: { ...production, STRIPE_API_BASE_URL: 'https://localhost:9001' },
    says: 'Unset STRIPE_API_BASE_URL',
  },
  {
    name: 'a Stripe over http in production',
    source: { ...production, STRIPE_API_BASE_URL: 'http://stripe.example.com' },
    says: 'Unset STRIPE_API_BASE_URL',
  },
  {
    name: 'no sign-in provider',
    source: { ...production, OIDC_ISSUER: '' },
    says: 'Set OIDC_ISSUER, OIDC_CLIENT_ID',
  },
  {
    name: 'half a sign-in provider',
    source: { ...production, OIDC_CLIENT_SECRET: '' },
    says: 'Set OIDC_ISSUER, OIDC_CLIENT_ID',
  },
  {
    name: 'an http sign-in provider in production',
    source: { ...production, OIDC_ISSUER: 'http://id.example.com' },
    says: 'Set OIDC_ISSUER to an https',
  },
  {
    name: 'trust in the addresses of every tenant',
    source: {
      ...production,
      OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0',
      OIDC_TRUST_EMAIL: '1',
    },
    says: 'Unset OIDC_TRUST_EMAIL',
  },
  { name: 'no database', source: { ...production, DATABASE_URL: '' }, says: 'Set DATABASE_URL' },
  { name: 'an unknown APP_ENV', source: { ...production, APP_ENV: 'staging' }, says: 'APP_ENV must be' },
  {
    name: 'a malformed limit',
    source: { ...production, RATE_LIMIT_PER_MINUTE: 'many' },
    says: 'RATE_LIMIT_PER_MINUTE must be',
  },
])('stops $name with exactly one sentence', ({ source, says }) => {
  const problems = bootProblems(source)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(says)
})

test('says everything at once, so that nobody starts five times', () => {
  expect(bootProblems({ APP_ENV: 'production' })).toHaveLength(5)
})
