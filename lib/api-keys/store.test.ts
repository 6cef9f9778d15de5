import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../db'
import { hashApiKey, mintApiKey, parseApiKey } from './format'
import { createApiKey, findApiKeyCaller, listApiKeys, revokeApiKey } from './store'

const SCOPES = ['billing_portal:create']

let billingAccountId: string
let otherAccountId: string

beforeAll(async () => {
  billingAccountId = (await db().billingAccount.create({ data: { name: 'Key test' } })).id
  otherAccountId = (await db().billingAccount.create({ data: { name: 'Another' } })).id
})
afterAll(() => db().billingAccount.deleteMany({ where: { id: { in: [billingAccountId, otherAccountId] } } }))

const newKey = (name = 'Test', expiresAt: Date | null = null) =>
  createApiKey({ billingAccountId, name, scopes: SCOPES, expiresAt, createdById: null })
const find = (key: string) => findApiKeyCaller(hashApiKey(key))
const row = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } })

test('a new key works, and is stored nowhere', async () => {
  const { id, key } = await newKey()
  expect(parseApiKey(key)).toBe(key)
  expect(await find(key)).toEqual({
    kind: 'api-key',
    keyId: id,
    scopes: SCOPES,
    account: { id: billingAccountId, name: 'Key test', stripeCustomerId: null, customerStaleAt: null },
  })
  const stored = JSON.stringify(await row(id))
  expect(stored).not.toContain(key.slice(13))
  expect(stored).toContain(hashApiKey(key))
})

test('finds nobody for a key that was never issued', async () => {
  expect(await find(mintApiKey())).toBeNull()
})

test('a key ends when its time comes, by the database’s clock', async () => {
  const { id, key } = await newKey('Ending', new Date(Date.now() + 3_600_000))
  expect(await find(key)).not.toBeNull()
  await db()
    .$executeRaw`UPDATE "ApiKey" SET "createdAt" = now() - interval '1 day', "expiresAt" = now() - interval '1 millisecond' WHERE id = ${id}`
  expect(await find(key)).toBeNull()
})

test('revoking works from the next request on, once, and records no more use', async () => {
  const { id, key } = await newKey()
  expect(await revokeApiKey(id)).toEqual({ kind: 'revoked' })
  expect(await find(key)).toBeNull()
  const { revokedAt, lastUsedAt } = await row(id)
  expect(revokedAt).not.toBeNull()
  expect(lastUsedAt).toBeNull()
  expect(await revokeApiKey(id)).toEqual({ kind: 'already-revoked' })
  expect((await row(id)).revokedAt).toEqual(revokedAt)
  expect(await revokeApiKey(randomUUID())).toEqual({ kind: 'not-found' })
})

test('another account’s key looks absent to who may revoke their own alone', async () => {
  const { id, key } = await newKey()
  expect(await revokeApiKey(id, { billingAccountId: otherAccountId })).toEqual({ kind: 'not-found' })
  expect(await find(key)).not.toBeNull()
  expect(await revokeApiKey(id, { billingAccountId })).toEqual({ kind: 'revoked' })
  expect(await revokeApiKey(id, { billingAccountId: otherAccountId })).toEqual({ kind: 'not-found' })
})

test('records the last use at most once a minute', async () => {
  const { id, key } = await newKey()
  expect((await row(id)).lastUsedAt).toBeNull()
  await find(key)
  const first = (await row(id)).lastUsedAt
  expect(Math.abs(Number(first) - Date.now())).toBeLessThan(10_000)
  await find(key)
  expect((await row(id)).lastUsedAt).toEqual(first)

  const setBack = (age: string) =>
    db().$executeRaw`UPDATE "ApiKey" SET "lastUsedAt" = now() - ${age}::interval WHERE id = ${id}`
  await setBack('55 seconds')
  const recent = (await row(id)).lastUsedAt
  await find(key)
  expect((await row(id)).lastUsedAt).toEqual(recent)
  await setBack('61 seconds')
  await find(key)
  expect(Number((await row(id)).lastUsedAt)).toBeGreaterThan(Number(recent))
})

test('many calls at once all get through, and once the use is recorded they write nothing', async () => {
  const { id, key } = await newKey()
  const version = async () =>
    (await db().$queryRaw<{ xmin: string }[]>`SELECT xmin::text FROM "ApiKey" WHERE id = ${id}`)[0]
  const callers = await Promise.all(Array.from({ length: 30 }, () => find(key)))
  expect(callers.every((caller) => caller?.keyId === id)).toBe(true)
  const written = await version()
  await Promise.all(Array.from({ length: 30 }, () => find(key)))
  expect(await version()).toEqual(written)
})

test('a call does not wait for another’s bookkeeping', async () => {
  const { id, key } = await newKey()
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM "ApiKey" WHERE id = ${id} FOR UPDATE`
    expect(await find(key)).not.toBeNull()
  })
  expect((await row(id)).lastUsedAt).toBeNull()
})

test('lists an account’s keys without their hashes, the newest first, gone ones too', async () => {
  const older = await newKey('Older')
  const newer = await newKey('Newer')
  await revokeApiKey(older.id)
  const [first, second] = await listApiKeys(billingAccountId)
  expect(first).toMatchObject({ id: newer.id, name: 'Newer', start: newer.key.slice(0, 13), revokedAt: null })
  expect(second).toMatchObject({ id: older.id, revokedAt: expect.any(Date) })
  expect(first).not.toHaveProperty('hash')
  expect(await listApiKeys(otherAccountId)).toEqual([])
})

test('makes no key for an account that is not there, or that could never be used', async () => {
  const fields = { billingAccountId, name: 'Test', scopes: SCOPES, expiresAt: null, createdById: null }
  await expect(createApiKey({ ...fields, billingAccountId: 'nobody' })).rejects.toMatchObject({
    code: 'P2003',
  })
  const before = (await listApiKeys(billingAccountId)).length
  await expect(createApiKey({ ...fields, scopes: [] })).rejects.toThrow('ApiKey_scopes_not_empty')
  await expect(createApiKey({ ...fields, name: ' ' })).rejects.toThrow('ApiKey_name_length')
  await expect(createApiKey({ ...fields, expiresAt: new Date(0) })).rejects.toThrow(
    'ApiKey_expires_after_creation',
  )
  expect(await listApiKeys(billingAccountId)).toHaveLength(before)
})
