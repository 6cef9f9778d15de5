import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_REQUEST } from '../audit/event'
import { findKeyCaller } from '../auth/find-key-caller'
import { db } from '../db'
import { MAX_LIVE_KEYS } from './create-api-key'
import { createTestKey } from './create-test-key'
import { hashApiKey } from './format'
import { revokeApiKey } from './revoke-api-key'
import { type ApiKeyRotated, rotateApiKey } from './rotate-api-key'

const HOUR_MS = 3_600_000
const by = { kind: 'operator' } as const

let accountId: string
let otherId: string

beforeAll(async () => {
  otherId = (await db().billingAccount.create({ data: { name: 'Another' } })).id
})
afterAll(() => db().billingAccount.deleteMany({ where: { id: { in: [accountId, otherId] } } }))
beforeEach(async () => {
  await db().billingAccount.deleteMany({ where: { id: accountId ?? '' } })
  accountId = (await db().billingAccount.create({ data: { name: 'Rotation test' } })).id
})

const rotate = (id: string, overlapHours = 24, more: object = {}) =>
  rotateApiKey({ id, accountId, overlapHours, lifetimeSeconds: 90 * 86_400, by, from: NO_REQUEST, ...more })
const find = async (key: string) => (await findKeyCaller(hashApiKey(key), 1_000))?.caller ?? null
const keysOfAccount = () => db().apiKey.findMany({ where: { billingAccountId: accountId } })
const rotationsOfAccount = () =>
  db().auditEvent.findMany({ where: { billingAccountId: accountId, action: 'key.rotated' } })

/** Hours from now until the old key expires. */
const hoursLeft = (rotated: ApiKeyRotated) =>
  rotated.kind === 'rotated' ? (rotated.oldEndsAt.getTime() - Date.now()) / HOUR_MS : null

test('the new key works immediately, the old one until the overlap ends', async () => {
  const old = await createTestKey(accountId, { name: 'Back office' })
  const rotated = await rotate(old.id, 3)
  expect(hoursLeft(rotated)).toBeCloseTo(3, 1)
  expect(await find('key' in rotated ? rotated.key : '')).toMatchObject({ scopes: ['billing_portal:create'] })
  expect(await find(old.key)).toMatchObject({ keyId: old.id })
  const keys = await keysOfAccount()
  expect(keys.find(({ id }) => id !== old.id)).toMatchObject({ name: 'Back office', replacesId: old.id })
  expect(await rotationsOfAccount()).toEqual([
    expect.objectContaining({ subjectId: old.id, actor: 'OPERATOR' }),
  ])
})

test('without an overlap the old key expires immediately', async () => {
  const old = await createTestKey(accountId)
  await rotate(old.id, 0)
  // The expiry is stored to the millisecond.
  await expect.poll(() => find(old.key)).toBeNull()
})

test('an overlap never extends the old key’s expiry', async () => {
  const old = await createTestKey(accountId, { lifetimeSeconds: 3_600 })
  expect(hoursLeft(await rotate(old.id, 24))).toBeCloseTo(1, 1)
})

test('20 concurrent rotations create one successor, recorded once', async () => {
  const old = await createTestKey(accountId)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => rotate(old.id)))
  expect(outcomes.filter(({ kind }) => kind === 'rotated')).toHaveLength(1)
  expect(outcomes.filter(({ kind }) => kind === 'already-rotated')).toHaveLength(19)
  expect(await keysOfAccount()).toHaveLength(2)
  expect(await rotationsOfAccount()).toHaveLength(1)
})

test('does not rotate a key that already has a successor', async () => {
  const old = await createTestKey(accountId)
  await rotate(old.id)
  expect(await rotate(old.id)).toEqual({ kind: 'already-rotated' })
  expect(await keysOfAccount()).toHaveLength(2)
})

test('does not rotate a revoked or expired key, and another account’s looks absent', async () => {
  const [revoked, expired, own] = [
    await createTestKey(accountId),
    await createTestKey(accountId, { lifetimeSeconds: 0.001 }),
    await createTestKey(otherId),
  ]
  await revokeApiKey({ id: revoked.id, by, from: NO_REQUEST })
  await expect.poll(() => find(expired.key)).toBeNull()
  expect(await rotate(revoked.id)).toEqual({ kind: 'not-live' })
  expect(await rotate(expired.id)).toEqual({ kind: 'not-live' })
  expect(await rotate(own.id)).toEqual({ kind: 'not-found' })
  expect(await find(own.key)).not.toBeNull()
  expect(await keysOfAccount()).toHaveLength(2)
  expect(await rotationsOfAccount()).toEqual([])
})

test('at the limit a key can be rotated only without an overlap', async () => {
  const keys = []
  for (let n = 0; n < MAX_LIVE_KEYS; n++) keys.push(await createTestKey(accountId))
  const [first, second] = keys.map(({ id }) => id)
  expect(await rotate(first ?? '', 1)).toEqual({ kind: 'limit-reached' })
  expect(await rotate(second ?? '', 0)).toMatchObject({ kind: 'rotated' })
  expect(await keysOfAccount()).toHaveLength(MAX_LIVE_KEYS + 1)
})

test('concurrent revocation and rotation never leave half a rotation', async () => {
  for (let round = 0; round < 10; round++) {
    const old = await createTestKey(otherId)
    const [rotated] = await Promise.all([
      rotate(old.id, 24, { accountId: otherId }),
      revokeApiKey({ id: old.id, by, from: NO_REQUEST }),
    ])
    expect(await find(old.key)).toBeNull()
    const successors = await db().apiKey.count({ where: { replacesId: old.id } })
    expect(successors).toBe(rotated.kind === 'rotated' ? 1 : 0)
    await db().apiKey.deleteMany({ where: { billingAccountId: otherId } })
  }
})
