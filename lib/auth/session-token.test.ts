import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** A fresh module, because the environment is read once. */
const load = () => import('./session-token')

test('on https the cookie is the one that browsers accept from https alone', async () => {
  vi.stubEnv('APP_ENV', 'production')
  vi.stubEnv('VERCEL_ENV', '')
  vi.stubEnv('APP_URL', 'https://billing.example.com')
  const { findSessionToken, sessionCookieName } = await load()
  expect(sessionCookieName()).toBe('__Secure-next-auth.session-token')
  expect(findSessionToken('next-auth.session-token=forged; __Secure-next-auth.session-token=real')).toBe(
    'real',
  )
  expect(findSessionToken('next-auth.session-token=forged')).toBeNull()
})

test('on a developer’s machine the cookie needs no https', async () => {
  vi.stubEnv('APP_ENV', 'local')
  vi.stubEnv('VERCEL_ENV', '')
  const { findSessionToken } = await load()
  expect(findSessionToken('a=1;next-auth.session-token=real')).toBe('real')
  expect(findSessionToken('next-auth.session-token=')).toBeNull()
  expect(findSessionToken('next-auth.session-token.0=chunk')).toBeNull()
  expect(findSessionToken(null)).toBeNull()
})
