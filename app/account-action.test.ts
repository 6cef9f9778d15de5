import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ApiError } from '@/lib/api-error'
import { db } from '@/lib/db'
import { accountAction } from './account-action'

const ORIGIN = 'http://localhost:3000'
const OWN_PAGE = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }

const request = vi.hoisted(() => ({ headers: new Headers(), user: null as unknown }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))
vi.mock('@/lib/auth/current-user', () => ({ currentUser: async () => request.user }))

const account = (id: string) => ({ id, name: id, stripeCustomerId: null, customerStaleAt: null })
const userId = `test-${randomUUID()}`

const run = vi.fn(async (_context: unknown, input: { name: string }) => ({ said: input.name }))
const action = accountAction({
  ability: 'keys:manage',
  page: '/api-keys',
  input: z.strictObject({ name: z.string().min(2, { error: 'must be longer' }) }),
  run,
})

beforeAll(() => {
  vi.stubEnv('APP_ENV', 'local')
  vi.stubEnv('PORT', '3000')
  // Refusals are logged.
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await db().rateLimitBucket.deleteMany({ where: { caller: `user:${userId}` } })
})
beforeEach(async () => {
  run.mockClear()
  await db().rateLimitBucket.deleteMany({ where: { caller: `user:${userId}` } })
  request.headers = new Headers(OWN_PAGE)
  request.user = {
    id: userId,
    memberships: [
      { role: 'BILLING', account: account('mine') },
      { role: 'MEMBER', account: account('plain') },
    ],
  }
})

function form(fields: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ accountId: 'mine', name: 'Ada', ...fields }))
    data.append(name, value)
  return data
}

test('runs once for an allowed role, with the account, the person and the source', async () => {
  request.headers.set('User-Agent', 'curl/8')
  expect(await action(null, form())).toEqual({ kind: 'done', result: { said: 'Ada' } })
  expect(run).toHaveBeenCalledExactlyOnceWith(
    { account: account('mine'), by: { kind: 'user', userId }, from: { ipAddress: null, browser: 'curl' } },
    { name: 'Ada' },
  )
})

test('treats another person’s account as missing, and refuses a plain member', async () => {
  const absent = await action(null, form({ accountId: 'nobody’s' }))
  expect(absent).toMatchObject({ kind: 'refused', code: 'NOT_FOUND' })
  const none = form()
  none.delete('accountId')
  expect(await action(null, none)).toEqual(absent)
  expect(await action(null, form({ accountId: 'plain' }))).toMatchObject({
    kind: 'refused',
    code: 'FORBIDDEN',
  })
  expect(run).not.toHaveBeenCalled()
})

test.each([
  ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ['a sibling subdomain', { 'Sec-Fetch-Site': 'same-site' }],
  ['an unknown origin', {}],
  // Next accepts this one. A proxy with a password makes browsers send Authorization with every request.
  ['another site, with a proxy’s password', { Origin: 'https://evil.example', Authorization: 'Basic eDp5' }],
])('refuses a form from %s', async (_, headers) => {
  request.headers = new Headers(headers)
  expect(await action(null, form())).toMatchObject({ kind: 'refused', code: 'FORBIDDEN' })
  expect(run).not.toHaveBeenCalled()
})

test('redirects to sign-in and back when the session has ended', async () => {
  request.user = null
  await expect(action(null, form())).rejects.toThrow('NEXT_REDIRECT')
  await expect(action(null, form())).rejects.toMatchObject({
    digest: expect.stringContaining('/sign-in?callbackUrl=%2Fapi-keys'),
  })
  expect(run).not.toHaveBeenCalled()
})

test('redirects after success if the action names a path, and stays after a refusal', async () => {
  const redirecting = accountAction({
    ability: 'keys:manage',
    page: '/api-keys',
    input: z.strictObject({ name: z.string() }),
    run,
    next: ({ said }, { account }) => `/api-keys?account=${account.id}&said=${said}`,
  })
  await expect(redirecting(null, form())).rejects.toMatchObject({
    digest: expect.stringContaining('/api-keys?account=mine&said=Ada'),
  })
  run.mockRejectedValueOnce(new ApiError('NOT_FOUND'))
  expect(await redirecting(null, form())).toMatchObject({ kind: 'refused', code: 'NOT_FOUND' })
})

test('names the invalid field, and returns the input', async () => {
  expect(await action(null, form({ name: 'x' }))).toEqual({
    kind: 'invalid',
    problems: { name: 'must be longer' },
    values: { name: 'x' },
  })
  expect(await action(null, form({ more: 'x' }))).toMatchObject({ kind: 'invalid' })
  expect(run).not.toHaveBeenCalled()
})

test('refuses input that is not a form', async () => {
  for (const sent of [undefined, null, 'x', { accountId: 'mine', name: 'Ada' }])
    expect(await action(null, sent)).toMatchObject({ kind: 'refused', code: 'VALIDATION_FAILED' })
  expect(run).not.toHaveBeenCalled()
})

test('refuses a person who is over the rate limit', async () => {
  await db().rateLimitBucket.create({
    data: { caller: `user:${userId}`, tokens: 0, allowed: false, refilledAt: new Date(Date.now() + 60_000) },
  })
  expect(await action(null, form())).toMatchObject({
    kind: 'refused',
    code: 'RATE_LIMITED',
    message: expect.stringMatching(/Try again in \d+ seconds?\./),
  })
  expect(run).not.toHaveBeenCalled()
})

test.each([
  ['a refusal', new ApiError('API_KEY_LIMIT_REACHED'), 'API_KEY_LIMIT_REACHED'],
  ['a failure', new Error('secret'), 'INTERNAL_ERROR'],
])('%s becomes a refusal without internal details', async (_, thrown, code) => {
  run.mockRejectedValueOnce(thrown)
  const outcome = await action(null, form())
  expect(outcome).toMatchObject({ kind: 'refused', code })
  expect(JSON.stringify(outcome)).not.toContain('secret')
})
