import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestKey } from '../api-keys/create-test-key'
import { hashApiKey, mintApiKey } from '../api-keys/format'
import { revokeApiKey } from '../api-keys/revoke-api-key'
import { NO_REQUEST } from '../audit/event'
import { db } from '../db'
import { findKeyCaller } from './find-key-caller'

let accountId: string

beforeAll(async () => {
  accountId = (await db().billingAccount.create({ data: { name: 'Key test' } })).id
})
afterAll(() => db().billingAccount.delete({ where: { id: accountId } }))

const find = async (key: string) => (await findKeyCaller(hashApiKey(key), 1_000))?.caller ?? null
const row = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } })

test('finds no caller for a key that was never issued', async () => {
  expect(await find(mintApiKey())).toBeNull()
})

test('a key expires by the database’s clock', async () => {
  const { id, key } = await createTestKey(accountId, { lifetimeSeconds: 3_600 })
  expect(await find(key)).not.toBeNull()
  await db().$executeRaw`
      UPDATE "ApiKey" SET "createdAt" = now() - interval '1 day', "expiresAt" = now() - interval '1 millisecond'
      WHERE id = ${id}`
  expect(await find(key)).toBeNull()
})

test('records the last use at most once a minute', async () => {
  const { id, key } = await createTestKey(accountId)
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

test('concurrent calls all succeed, and write nothing once the use is recorded', async () => {
  const { id, key } = await createTestKey(accountId)
  const version = async () =>
    (await db().$queryRaw<{ xmin: string }[]>`SELECT xmin::text FROM "ApiKey" WHERE id = ${id}`)[0]
  const callers = await Promise.all(Array.from({ length: 30 }, () => find(key)))
  expect(callers.every((caller) => caller?.keyId === id)).toBe(true)
  const written = await version()
  await Promise.all(Array.from({ length: 30 }, () => find(key)))
  expect(await version()).toEqual(written)
})

test('a call does not wait for another’s write', async () => {
  const { id, key } = await createTestKey(accountId)
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM "ApiKey" WHERE id = ${id} FOR UPDATE`
    expect(await find(key)).not.toBeNull()
  })
  expect((await row(id)).lastUsedAt).toBeNull()
})

test('denies every call that starts after a busy key is revoked', async () => {
  const { id, key } = await createTestKey(accountId)
  let isRevoked = false
  const late: unknown[] = []
  const early: unknown[] = []
  async function callUntilRevoked() {
    for (let calls = 0; calls < 200; calls++) {
      const found = isRevoked ? late : early
      found.push(await find(key))
      if (found === late) return
      await setTimeout(1)
    }
  }
  const calling = Array.from({ length: 8 }, callUntilRevoked)
  await setTimeout(50)
  expect(await revokeApiKey({ id, by: { kind: 'operator' }, from: NO_REQUEST })).toEqual({ kind: 'revoked' })
  isRevoked = true
  await Promise.all(calling)
  expect(early).toContainEqual(expect.objectContaining({ keyId: id }))
  expect(late).toEqual(Array(8).fill(null))
})
