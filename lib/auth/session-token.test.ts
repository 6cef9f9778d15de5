import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** A fresh module, because the environment is parsed once. */
const load = () => import('./session-token')

test('on https no other host can set the cookie', async () => {
  vi.stubEnv('APP_ENV', 'production')
  vi.stubEnv('VERCEL_ENV', '')
  vi.stubEnv('APP_URL', 'https://billing.example.com')
  const { sessionTokens } = await load()
  const planted = 'next-auth.session-token=a; __Secure-next-auth.session-token=b'
  expect(sessionTokens(`${planted}; __Host-next-auth.session-token=real`)).toEqual(['real'])
  expect(sessionTokens(planted)).toEqual([])
})

test('on a developer’s machine the cookie needs no https', async () => {
  vi.stubEnv('APP_ENV', 'local')
  vi.stubEnv('VERCEL_ENV', '')
  const { sessionTokens } = await load()
  expect(sessionTokens('a=1;next-auth.session-token=real')).toEqual(['real'])
  expect(sessionTokens('next-auth.session-token=')).toEqual([])
  expect(sessionTokens('next-auth.session-token.0=chunk')).toEqual([])
  expect(sessionTokens(null)).toEqual([])
})

test('finds every token once, and drops values that cannot be one', async () => {
  vi.stubEnv('APP_ENV', 'local')
  vi.stubEnv('VERCEL_ENV', '')
  const { sessionTokens } = await load()
  const header = ['one', 'two', '%00', 'one', 'a b']
    .map((value) => `next-auth.session-token=${value}`)
    .join('; ')
  expect(sessionTokens(header)).toEqual(['one', 'two'])
})
