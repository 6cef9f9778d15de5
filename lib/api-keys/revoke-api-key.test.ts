import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_REQUEST } from '../audit/event'
import { listReportedKeys } from '../audit/list-reported-keys'
import { findKeyCaller } from '../auth/find-key-caller'
import { db } from '../db'
import { createTestKey } from './create-test-key'
import { hashApiKey, mintApiKey } from './format'
import { reportApiKey, revokeApiKey } from './revoke-api-key'

const by = { kind: 'operator' } as const

let accountId: string
let otherId: string

beforeAll(async () => {
  accountId = (await db().billingAccount.create({ data: { name: 'Revocation test' } })).id
  otherId = (await db().billingAccount.create({ data: { name: 'Another' } })).id
})
afterAll(() => db().billingAccount.deleteMany({ where: { id: { in: [accountId, otherId] } } }))

const find = async (key: string) => (await findKeyCaller(hashApiKey(key), 1_000))?.caller ?? null
const row = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } })
const eventsAbout = async (id: string) =>
  (await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { createdAt: 'asc' } })).map(
    ({ action, actor }) => `${action} by ${actor}`,
  )

test('a revoked key fails from the next request on, and its use is no longer recorded', async () => {
  const { id, key } = await createTestKey(accountId)
  const revoke = () => revokeApiKey({ id, by, from: NO_REQUEST })
  expect(await revoke()).toEqual({ kind: 'revoked' })
  expect(await find(key)).toBeNull()
  const { revokedAt, lastUsedAt } = await row(id)
  expect(revokedAt).not.toBeNull()
  expect(lastUsedAt).toBeNull()
  expect(await Promise.all([revoke(), revoke()])).toEqual(Array(2).fill({ kind: 'already-revoked' }))
  expect((await row(id)).revokedAt).toEqual(revokedAt)
  expect(await eventsAbout(id)).toEqual(['key.created by OPERATOR', 'key.revoked by OPERATOR'])
  expect(await revokeApiKey({ id: randomUUID(), by, from: NO_REQUEST })).toEqual({ kind: 'not-found' })
})

test('another account’s key looks absent and stays valid', async () => {
  const { id, key } = await createTestKey(accountId)
  const revokeAsOther = () => revokeApiKey({ id, accountId: otherId, by, from: NO_REQUEST })
  expect(await revokeAsOther()).toEqual({ kind: 'not-found' })
  expect(await find(key)).not.toBeNull()
  expect(await revokeApiKey({ id, accountId, by, from: NO_REQUEST })).toEqual({ kind: 'revoked' })
  expect(await revokeAsOther()).toEqual({ kind: 'not-found' })
})

test('the holder of a key can report it once, which revokes and records it', async () => {
  const { id, key } = await createTestKey(accountId, { name: 'Leaked' })
  const from = { ipAddress: '192.0.2.7', browser: null }
  expect(await reportApiKey(hashApiKey(key), from)).toEqual({
    kind: 'revoked',
    accountId,
    name: 'Leaked',
    start: key.slice(0, 13),
  })
  expect(await find(key)).toBeNull()
  expect(await reportApiKey(hashApiKey(key), from)).toEqual({ kind: 'nothing' })
  expect(await reportApiKey(hashApiKey(mintApiKey()), from)).toEqual({ kind: 'nothing' })
  expect(await eventsAbout(id)).toEqual(['key.created by OPERATOR', 'key.reported by FINDER'])
})

test('owners see a reported key for 30 days, or until a key is created, rotated or revoked', async () => {
  const leaked = await createTestKey(otherId, { name: 'Leaked' })
  const kept = await createTestKey(otherId)
  await reportApiKey(hashApiKey(leaked.key), NO_REQUEST)
  const shown = async () =>
    (await listReportedKeys([accountId, otherId])).filter((key) => key.accountId === otherId)
  expect(await shown()).toEqual([
    {
      accountId: otherId,
      keyId: leaked.id,
      name: 'Leaked',
      start: leaked.key.slice(0, 13),
      reportedAt: expect.any(Date),
    },
  ])
  const setBack = (days: number) =>
    db().$executeRaw`
        UPDATE "AuditEvent" SET "createdAt" = now() - make_interval(days => ${days}::int)
        WHERE "subjectId" = ${leaked.id}`
  await setBack(31)
  expect(await shown()).toEqual([])
  await db().auditEvent.deleteMany({ where: { subjectId: kept.id } })
  await setBack(29)
  expect(await shown()).toHaveLength(1)
  await revokeApiKey({ id: kept.id, by, from: NO_REQUEST })
  expect(await shown()).toEqual([])
})
