import { expect, test } from 'vitest'
import { planBuild } from './plan-build'

const URL = 'postgresql://app@db.example.com/billing'
const DIRECT = 'postgresql://owner@direct.example.com/billing'

const PREVIEW = {
  VERCEL: '1',
  VERCEL_ENV: 'preview',
  VERCEL_URL: 'billing-abc123.vercel.app',
  VERCEL_BRANCH_URL: 'billing-git-new.vercel.app',
  DATABASE_URL: URL,
  NEXTAUTH_SECRET: 'a-secret-of-more-than-thirty-two-characters',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'billing',
  OIDC_CLIENT_SECRET: 'secret',
  STRIPE_SECRET_KEY: 'sk_test_x',
}

test.each([
  { name: 'without a pooler', source: PREVIEW, is: { url: URL, variable: 'DATABASE_URL' } },
  {
    name: 'with one',
    source: { ...PREVIEW, DIRECT_DATABASE_URL: DIRECT },
    is: { url: DIRECT, variable: 'DIRECT_DATABASE_URL' },
  },
  {
    name: 'with Neon’s',
    source: { ...PREVIEW, DATABASE_URL_UNPOOLED: DIRECT },
    is: { url: DIRECT, variable: 'DATABASE_URL_UNPOOLED' },
  },
])('Vercel’s build of a preview $name migrates', ({ source, is }) => {
  expect(planBuild(source)).toEqual({ kind: 'build', migrations: { kind: 'run', ...is } })
})

test('Vercel’s build names every problem of the deployment at once', () => {
  const { STRIPE_SECRET_KEY, ...source } = {
    ...PREVIEW,
    NEXTAUTH_SECRET: 'short',
    RATE_LIMIT_PER_MINUTE: 'x',
  }
  expect(planBuild(source)).toEqual({
    kind: 'refused',
    sentences: [
      expect.stringContaining('RATE_LIMIT_PER_MINUTE'),
      expect.stringContaining('NEXTAUTH_SECRET'),
      expect.stringContaining('STRIPE_SECRET_KEY'),
    ],
  })
})

test('Vercel’s build without system variables says where to enable them', () => {
  const { VERCEL_ENV, VERCEL_URL, VERCEL_BRANCH_URL, ...source } = PREVIEW
  expect(planBuild({ ...source, VERCEL_BUILD_IMAGE: 'al2023' })).toEqual({
    kind: 'refused',
    sentences: [expect.stringContaining('System Environment Variables')],
  })
})

test('migrations that CI has run are not run again, and the guards hold all the same', () => {
  const source = { ...PREVIEW, SKIP_MIGRATIONS: '1' }
  expect(planBuild(source)).toMatchObject({ kind: 'build', migrations: { kind: 'skip' } })
  expect(planBuild({ ...source, STRIPE_SECRET_KEY: 'sk_live_x' })).toMatchObject({ kind: 'refused' })
})

test.each([
  { name: 'without a variable', source: {} },
  {
    name: 'after `vercel pull`, which leaves sensitive ones empty',
    source: { ...PREVIEW, VERCEL_URL: '', VERCEL_BRANCH_URL: '', STRIPE_SECRET_KEY: '' },
  },
])('`vercel build` elsewhere $name builds, and touches no database', ({ source }) => {
  expect(planBuild({ VERCEL: '1', ...source })).toMatchObject({ kind: 'build', migrations: { kind: 'skip' } })
})
