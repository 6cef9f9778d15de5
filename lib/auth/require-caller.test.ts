import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ApiError } from '../api-error'
import { createTestKey } from '../api-keys/create-test-key'
import { mintApiKey } from '../api-keys/format'
import { revokeApiKey } from '../api-keys/revoke-api-key'
import { NO_REQUEST } from '../audit/event'
import { db } from '../db'
import { apiRequest } from '../http/api-request'
import { requireCaller } from './require-caller'

const ENDPOINT = 'http://localhost:3000/api/billing-portal'
const COOKIE = 'next-auth.session-token'
const SCOPES = ['billing_portal:create']

let account: { id: string; name: string; stripeCustomerId: string | null; customerStaleAt: Date | null }
let other: typeof account
let userId: string
let keyId: string
let key: string
let session: string

beforeAll(async () => {
  vi.stubEnv('APP_ENV', 'local')
  const select = { id: true, name: true, stripeCustomerId: true, customerStaleAt: true }
  const stripeCustomerId = `cus_${randomUUID().replaceAll('-', '')}`
  account = await db().billingAccount.create({ data: { name: 'Caller test', stripeCustomerId }, select })
  other = await db().billingAccount.create({ data: { name: 'Another' }, select })
  userId = (
    await db().user.create({
      data: {
        memberships: {
          create: [
            { billingAccountId: account.id, role: 'OWNER', createdAt: new Date('2026-01-01') },
            { billingAccountId: other.id, role: 'MEMBER', createdAt: new Date('2026-01-02') },
          ],
        },
      },
    })
  ).id
  ;({ id: keyId, key } = await createTestKey(account.id))
  session = await newSession()
})

afterAll(async () => {
  await db().billingAccount.deleteMany({ where: { id: { in: [account.id, other.id] } } })
  await db().user.deleteMany({ where: { id: userId } })
})

async function newSession(expires = new Date(Date.now() + 60_000)): Promise<string> {
  const sessionToken = randomUUID()
  await db().session.create({ data: { sessionToken, userId, expires } })
  return sessionToken
}

const requestWith = (headers: Record<string, string>) =>
  apiRequest(new Request(ENDPOINT, { method: 'POST', headers }), 1024)

/** The outcome, and the number of statements sent to PostgreSQL. */
async function authenticate(headers: Record<string, string>) {
  await db().$queryRaw`SELECT 1`
  const query = vi.spyOn(pg.Client.prototype, 'query')
  const outcome = await requireCaller(requestWith(headers)).then(
    ({ caller, decision }) => ({ ...caller, limit: decision.kind }),
    (error: ApiError) => error,
  )
  const roundTrips = query.mock.calls.length
  query.mockRestore()
  return { outcome, roundTrips }
}

const UNAUTHORIZED = {
  code: 'UNAUTHORIZED',
  status: 401,
  publicMessage: 'Invalid or expired token',
  headers: { 'WWW-Authenticate': 'Bearer' },
}

test('authenticates and counts an API key in one round trip', async () => {
  const { outcome, roundTrips } = await authenticate({ Authorization: `Bearer ${key}` })
  expect(outcome).toEqual({
    kind: 'api-key',
    keyId: expect.any(String),
    scopes: SCOPES,
    account,
    limit: 'allowed',
  })
  expect(roundTrips).toBe(1)
})

test('authenticates and counts a session with all memberships in one round trip', async () => {
  const { outcome, roundTrips } = await authenticate({ Cookie: `theme=dark; ${COOKIE}=${session}; other=1` })
  expect(outcome).toEqual({
    kind: 'user',
    userId,
    memberships: [
      { role: 'OWNER', account },
      { role: 'MEMBER', account: other },
    ],
    limit: 'allowed',
  })
  expect(roundTrips).toBe(1)
})

test.each([
  ['nothing', () => ({})],
  ['an empty header', () => ({ Authorization: '' })],
  ['another scheme', () => ({ Authorization: `Basic ${key}` })],
  ['a key without a scheme', () => ({ Authorization: key })],
  ['two keys', () => ({ Authorization: `Bearer ${key}, Bearer ${key}` })],
  ['noise', () => ({ Authorization: 'Bearer sk_test_123' })],
  ['a key with one character changed', () => ({ Authorization: `Bearer ${key.slice(0, -1)}-` })],
  ['a session token as a bearer token', () => ({ Authorization: `Bearer ${session}` })],
  ['an API key as a session cookie, with a space', () => ({ Cookie: `${COOKIE}= ${key}` })],
  ['a cookie that cannot be a token', () => ({ Cookie: `${COOKIE}=%00` })],
  ['another cookie', () => ({ Cookie: `x${COOKIE}=${session}` })],
])('denies %s without a database query', async (_, headers) => {
  const { outcome, roundTrips } = await authenticate(headers())
  expect(outcome).toMatchObject(UNAUTHORIZED)
  expect(roundTrips).toBe(0)
})

test.each([
  ['a key that was never issued', async () => mintApiKey()],
  [
    'an expired key',
    async () => {
      const { key: expired } = await createTestKey(account.id, { lifetimeSeconds: 3_600 })
      await db()
        .$executeRaw`UPDATE "ApiKey" SET "createdAt" = now() - interval '2 days', "expiresAt" = now() - interval '1 second'
        WHERE "billingAccountId" = ${account.id} AND "expiresAt" IS NOT NULL`
      return expired
    },
  ],
  [
    'a revoked key',
    async () => {
      const { id, key: revoked } = await createTestKey(account.id)
      await revokeApiKey({ id, by: { kind: 'operator' }, from: NO_REQUEST })
      return revoked
    },
  ],
])('denies %s exactly like a missing credential', async (_, makeKey) => {
  const { outcome } = await authenticate({ Authorization: `Bearer ${await makeKey()}` })
  expect(outcome).toMatchObject(UNAUTHORIZED)
})

test('denies an unknown and an expired session', async () => {
  const expired = await newSession(new Date(Date.now() - 1_000))
  for (const token of [randomUUID(), expired])
    expect((await authenticate({ Cookie: `${COOKIE}=${token}` })).outcome).toMatchObject(UNAUTHORIZED)
})

test.each(['Bearer nonsense', 'Bearer', 'Basic YTpi, Bearer nonsense'])(
  'denies a bad %s despite a valid cookie',
  async (authorization) => {
    const { outcome, roundTrips } = await authenticate({
      Authorization: authorization,
      Cookie: `${COOKIE}=${session}`,
    })
    expect(outcome).toMatchObject(UNAUTHORIZED)
    expect(roundTrips).toBe(0)
  },
)

test.each(['Basic YTpi', 'Negotiate YII=', ''])(
  'another scheme (%j), as a proxy may require, does not disable the session',
  async (authorization) => {
    const { outcome } = await authenticate({ Authorization: authorization, Cookie: `${COOKIE}=${session}` })
    expect(outcome).toMatchObject({ kind: 'user', userId })
  },
)

const cookies = (...tokens: string[]) => tokens.map((token) => `${COOKIE}=${token}`).join('; ')

test('a stale cookie of the same name never hides the valid one, in one round trip', async () => {
  const stale = await newSession(new Date(Date.now() - 1_000))
  for (const header of [
    cookies(stale, session),
    cookies(session, stale),
    cookies('%00', randomUUID(), session),
  ]) {
    const { outcome, roundTrips } = await authenticate({ Cookie: header })
    expect(outcome).toMatchObject({ kind: 'user', userId })
    expect(roundTrips).toBe(1)
  }
})

test('accepts two valid sessions of one user', async () => {
  const { outcome } = await authenticate({ Cookie: cookies(session, await newSession()) })
  expect(outcome).toMatchObject({ kind: 'user', userId })
})

test('denies valid sessions of two users in either order, in one round trip', async () => {
  const stranger = await db().user.create({ data: {} })
  const planted = randomUUID()
  const expires = new Date(Date.now() + 60_000)
  await db().session.create({ data: { sessionToken: planted, userId: stranger.id, expires } })
  for (const header of [cookies(planted, session), cookies(session, planted)]) {
    const { outcome, roundTrips } = await authenticate({ Cookie: header })
    expect(outcome).toMatchObject(UNAUTHORIZED)
    expect(roundTrips).toBe(1)
  }
  await db().user.delete({ where: { id: stranger.id } })
})

test('a valid key takes precedence over any session', async () => {
  const { outcome } = await authenticate({ Authorization: `bearer ${key}`, Cookie: `${COOKIE}=${session}` })
  expect(outcome).toMatchObject({ kind: 'api-key' })
})

test('deleting an account ends its keys, and deleting a user ends their sessions', async () => {
  const gone = await db().billingAccount.create({ data: { name: 'Going' } })
  const orphan = await createTestKey(gone.id)
  await db().billingAccount.delete({ where: { id: gone.id } })
  expect((await authenticate({ Authorization: `Bearer ${orphan.key}` })).outcome).toMatchObject(UNAUTHORIZED)

  const leaver = await db().user.create({ data: {} })
  const sessionToken = randomUUID()
  await db().session.create({
    data: { sessionToken, userId: leaver.id, expires: new Date(Date.now() + 60_000) },
  })
  await db().user.delete({ where: { id: leaver.id } })
  expect((await authenticate({ Cookie: `${COOKIE}=${sessionToken}` })).outcome).toMatchObject(UNAUTHORIZED)
})

test('the log message does not contain the credential', async () => {
  const { outcome } = await authenticate({ Authorization: `Bearer ${mintApiKey()}` })
  expect((outcome as ApiError).message).toBe('No valid API key in the request.')
})

test.each([
  ['an API key', () => ({ Authorization: `Bearer ${key}` })],
  ['a session', () => ({ Cookie: `${COOKIE}=${session}` })],
])('counts concurrent requests with %s exactly', async (_, headers) => {
  await db().rateLimitBucket.deleteMany({ where: { caller: { in: [`key:${keyId}`, `user:${userId}`] } } })
  const began = performance.now()
  const requests = Array.from({ length: 90 }, () => requireCaller(requestWith(headers())))
  const decisions = (await Promise.all(requests)).map(({ decision }) => decision.kind)
  // The limit of .env.example: 60 a minute, which refills one a second.
  const refilled = Math.ceil((performance.now() - began) / 1_000)
  expect(decisions.filter((kind) => kind === 'allowed').length).toBeGreaterThanOrEqual(60)
  expect(decisions.filter((kind) => kind === 'allowed').length).toBeLessThanOrEqual(60 + refilled)
})
