import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findKeyCaller } from '../auth/find-key-caller'
import { db } from '../db'
import { createApiKey, MAX_LIVE_KEYS } from './create-api-key'
import { hashApiKey, mintApiKey, parseApiKey } from './format'

const DAY_MS = 86_400_000

let accountId: string
let userId: string

beforeAll(async () => {
  userId = (await db().user.create({ data: {} })).id
})
afterAll(async () => {
  await db().billingAccount.deleteMany({ where: { id: accountId } })
  await db().user.delete({ where: { id: userId } })
})
beforeEach(async () => {
  await db().billingAccount.deleteMany({ where: { id: accountId ?? '' } })
  accountId = (await db().billingAccount.create({ data: { name: 'Key test' } })).id
})

const fields = () => ({
  accountId,
  name: 'Test',
  scopes: ['billing_portal:create'],
  lifetimeSeconds: null as number | null,
  by: { kind: 'user', userId } as const,
  from: { ipAddress: '192.0.2.1', browser: 'Firefox on Linux' },
})
const keysOfAccount = () => db().apiKey.findMany({ where: { billingAccountId: accountId } })
const eventsOfAccount = () => db().auditEvent.findMany({ where: { billingAccountId: accountId } })

test('creates a key that works and is not stored', async () => {
  const created = await createApiKey(fields())
  const { id, key } = created as Extract<typeof created, { kind: 'created' }>
  expect(parseApiKey(key)).toBe(key)
  expect((await findKeyCaller(hashApiKey(key), 60))?.caller).toEqual({
    kind: 'api-key',
    keyId: id,
    scopes: fields().scopes,
    account: { id: accountId, name: 'Key test', stripeCustomerId: null, customerStaleAt: null },
  })
  const [stored] = await keysOfAccount()
  expect(stored).toMatchObject({ name: 'Test', createdById: userId, hash: hashApiKey(key), expiresAt: null })
  expect(JSON.stringify([stored, await eventsOfAccount()])).not.toContain(key.slice(13))
})

test('records the creator and source in the same statement', async () => {
  const created = await createApiKey(fields())
  expect(await eventsOfAccount()).toEqual([
    expect.objectContaining({
      action: 'key.created',
      actor: 'USER',
      actorId: userId,
      subjectId: 'id' in created && created.id,
      subject: 'Test',
      detail: expect.stringMatching(/^orbitkit_\w{4}$/),
      address: '192.0.2.1',
      browser: 'Firefox on Linux',
    }),
  ])
})

test('expires after its lifetime by the database’s clock', async () => {
  await createApiKey({ ...fields(), lifetimeSeconds: 30 * 86_400 })
  const [key] = await keysOfAccount()
  expect(Number(key?.expiresAt) - Number(key?.createdAt)).toBe(30 * DAY_MS)
})

test(`50 concurrent calls create exactly ${MAX_LIVE_KEYS} keys, each recorded once`, async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => createApiKey(fields())))
  expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(MAX_LIVE_KEYS)
  expect(outcomes.filter(({ kind }) => kind === 'limit-reached')).toHaveLength(50 - MAX_LIVE_KEYS)
  expect(await keysOfAccount()).toHaveLength(MAX_LIVE_KEYS)
  expect(await eventsOfAccount()).toHaveLength(MAX_LIVE_KEYS)
})

test('revoked, expired and other accounts’ keys do not count towards the limit', async () => {
  const other = await db().billingAccount.create({ data: { name: 'Other' } })
  await createApiKey({ ...fields(), accountId: other.id })
  const key = (n: number, more: object) => ({
    billingAccountId: accountId,
    name: `${n}`,
    hash: hashApiKey(mintApiKey()),
    start: 'orbitkit_test',
    scopes: ['a'],
    ...more,
  })
  const past = { createdAt: new Date(0), expiresAt: new Date(1_000) }
  await db().apiKey.createMany({
    data: [
      ...Array.from({ length: MAX_LIVE_KEYS - 1 }, (_, n) => key(n, {})),
      ...Array.from({ length: 30 }, (_, n) => key(n, n % 2 ? past : { revokedAt: new Date() })),
    ],
  })
  expect(await createApiKey(fields())).toMatchObject({ kind: 'created' })
  expect(await createApiKey(fields())).toEqual({ kind: 'limit-reached' })
  await db().billingAccount.delete({ where: { id: other.id } })
})

test('creates and records no key for a missing account, and none that could never be used', async () => {
  expect(await createApiKey({ ...fields(), accountId: 'missing' })).toEqual({ kind: 'no-account' })
  await expect(createApiKey({ ...fields(), scopes: [] })).rejects.toThrow('ApiKey_scopes_not_empty')
  await expect(createApiKey({ ...fields(), name: ' ' })).rejects.toThrow('ApiKey_name_length')
  await expect(createApiKey({ ...fields(), lifetimeSeconds: 0 })).rejects.toThrow(
    'ApiKey_expires_after_creation',
  )
  expect(await keysOfAccount()).toEqual([])
  expect(await eventsOfAccount()).toEqual([])
})
