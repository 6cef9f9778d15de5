import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_REQUEST } from '../audit/event'
import { db } from '../db'
import { createTestKey } from './create-test-key'
import { listApiKeys } from './list-api-keys'
import { revokeApiKey } from './revoke-api-key'
import { rotateApiKey } from './rotate-api-key'

const by = { kind: 'operator' } as const

let accountId: string
let otherId: string

beforeAll(async () => {
  accountId = (await db().billingAccount.create({ data: { name: 'List test' } })).id
  otherId = (await db().billingAccount.create({ data: { name: 'Another' } })).id
})
afterAll(() => db().billingAccount.deleteMany({ where: { id: { in: [accountId, otherId] } } }))

test('lists live keys, newest first, and ended ones separately, without hashes', async () => {
  const [older, newer] = [await createTestKey(accountId), await createTestKey(accountId)]
  await revokeApiKey({ id: older.id, by, from: NO_REQUEST })
  const rotation = { accountId, overlapHours: 1, lifetimeSeconds: null, by, from: NO_REQUEST }
  const rotated = await rotateApiKey({ id: newer.id, ...rotation })
  const { live, ended, endedCount } = await listApiKeys(accountId)
  expect(live.map(({ id, isReplaced }) => ({ id, isReplaced }))).toEqual([
    { id: 'id' in rotated ? rotated.id : null, isReplaced: false },
    { id: newer.id, isReplaced: true },
  ])
  expect(ended).toEqual([
    expect.objectContaining({
      id: older.id,
      start: older.key.slice(0, 13),
      revokedAt: expect.any(Date),
      createdBy: null,
    }),
  ])
  expect(endedCount).toBe(1)
  expect(live[0]).not.toHaveProperty('hash')
  expect(await listApiKeys(otherId)).toEqual({ live: [], ended: [], endedCount: 0 })
})

test('lists the last 20 of a thousand ended keys, and counts all', async () => {
  await db().$executeRaw`
    INSERT INTO "ApiKey"
      ("id", "billingAccountId", "name", "hash", "start", "scopes", "createdAt", "revokedAt")
    SELECT gen_random_uuid()::text, ${otherId}, n::text, encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
      'orbitkit_test', ARRAY['a'], now() - interval '9 years', now() - make_interval(mins => n)
    FROM generate_series(1, 1000) AS n`
  const { id } = await createTestKey(otherId)
  const { live, ended, endedCount } = await listApiKeys(otherId)
  expect(live.map((key) => key.id)).toEqual([id])
  expect(ended.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, n) => `${n + 1}`))
  expect(endedCount).toBe(1000)
})
