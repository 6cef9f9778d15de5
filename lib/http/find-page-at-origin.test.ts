import { expect, test } from 'vitest'
import { readEnv } from '../env'
import { findPageAtOrigin } from './find-page-at-origin'

const vercel = { VERCEL_URL: 'billing-abc123.vercel.app', VERCEL_BRANCH_URL: 'billing-git-new.vercel.app' }
const PREVIEW = { VERCEL_ENV: 'preview', ...vercel }
const PRODUCTION = { VERCEL_ENV: 'production', APP_URL: 'https://billing.example.com', ...vercel }

const find = (host: string | Record<string, string>, source = PREVIEW, path = '/billing', method = 'GET') =>
  findPageAtOrigin(
    {
      method,
      headers: new Headers(typeof host === 'string' ? { 'X-Forwarded-Host': host } : host),
      nextUrl: { pathname: path, search: '?a=1&b=%2F' },
    },
    readEnv(source),
  )

test.each([
  { name: 'a preview’s own URL', host: vercel.VERCEL_URL, source: PREVIEW },
  { name: 'the same in capitals', host: 'Billing-ABC123.vercel.app', source: PREVIEW },
  { name: 'the same in Host alone', host: { Host: vercel.VERCEL_URL }, source: PREVIEW },
])('a page opened at $name is at the branch’s URL', ({ host, source }) => {
  expect(find(host, source)).toBe('https://billing-git-new.vercel.app/billing?a=1&b=%2F')
})

test.each([vercel.VERCEL_URL, vercel.VERCEL_BRANCH_URL])(
  'a page of production opened at %s is at APP_URL',
  (host) => {
    expect(find(host, PRODUCTION)).toBe('https://billing.example.com/billing?a=1&b=%2F')
  },
)

test('a path that looks like another host stays a path', () => {
  expect(find(vercel.VERCEL_URL, PREVIEW, '//evil.example/x')).toBe(
    'https://billing-git-new.vercel.app//evil.example/x?a=1&b=%2F',
  )
})

test.each([
  { name: 'the origin itself', host: vercel.VERCEL_BRANCH_URL, source: PREVIEW },
  { name: 'a name of a proxy', host: 'internal.example', source: PREVIEW },
  { name: 'a name of a proxy, in production', host: 'billing.vercel.app', source: PRODUCTION },
  { name: 'no name', host: {}, source: PREVIEW },
  { name: 'something that is no host', host: 'a b', source: PREVIEW },
  {
    name: 'a deployment without a branch',
    host: vercel.VERCEL_URL,
    source: { VERCEL_ENV: 'preview', VERCEL_URL: vercel.VERCEL_URL },
  },
  {
    name: 'a server elsewhere',
    host: vercel.VERCEL_URL,
    source: { ...vercel, APP_ENV: 'preview', APP_URL: 'https://staging.example.com' },
  },
])('a page opened at $name stays where it is', ({ host, source }) => {
  expect(find(host as string, source as unknown as typeof PREVIEW)).toBeNull()
})

test('a form that was opened elsewhere is not redirected, which would lose its fields', () => {
  expect(find(vercel.VERCEL_URL, PREVIEW, '/billing', 'POST')).toBeNull()
})
