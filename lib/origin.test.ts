import { expect, test } from 'vitest'
import { readEnv } from './env'
import { docsUrl, origin } from './origin'

const APP_URL = 'https://billing.example.com'
const vercel = { VERCEL_URL: 'billing-abc123.vercel.app', VERCEL_BRANCH_URL: 'billing-git-new.vercel.app' }

test.each([
  { name: 'locally, the port', source: { APP_ENV: 'local', PORT: '4321' }, is: 'http://localhost:4321' },
  { name: 'locally without a port', source: { APP_ENV: 'local' }, is: 'http://localhost:3000' },
  {
    name: 'locally, whatever APP_URL says',
    source: { APP_ENV: 'local', APP_URL },
    is: 'http://localhost:3000',
  },
  { name: 'production', source: { APP_ENV: 'production', APP_URL }, is: APP_URL },
  {
    name: 'production with a trailing slash',
    source: { APP_ENV: 'production', APP_URL: `${APP_URL}/` },
    is: APP_URL,
  },
  { name: 'production on Vercel', source: { VERCEL_ENV: 'production', APP_URL, ...vercel }, is: APP_URL },
  {
    name: 'a preview’s branch',
    source: { VERCEL_ENV: 'preview', ...vercel },
    is: 'https://billing-git-new.vercel.app',
  },
  {
    name: 'a preview without a branch',
    source: { VERCEL_ENV: 'preview', VERCEL_URL: vercel.VERCEL_URL },
    is: 'https://billing-abc123.vercel.app',
  },
  {
    name: 'a preview that shares APP_URL with production',
    source: { VERCEL_ENV: 'preview', APP_URL, ...vercel },
    is: 'https://billing-git-new.vercel.app',
  },
  { name: 'a preview elsewhere', source: { APP_ENV: 'preview', APP_URL }, is: APP_URL },
])('$name: $is', ({ source, is }) => {
  expect(origin(readEnv(source))).toBe(is)
})

test('never guesses: production without APP_URL has no origin', () => {
  expect(() => origin(readEnv({ APP_ENV: 'production', ...vercel }))).toThrow('Set APP_URL')
})

test('links to its own documentation unless DOCS_URL is set', () => {
  expect(docsUrl(readEnv({ APP_ENV: 'production', APP_URL }))).toBe(APP_URL)
  expect(docsUrl(readEnv({ APP_ENV: 'production', APP_URL, DOCS_URL: 'https://docs.example.com/' }))).toBe(
    'https://docs.example.com',
  )
})
