import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { createTestKey } from '../api-keys/create-test-key'
import { db } from '../db'
import { NO_REQUEST } from './event'
import { exportActivity, listActivity } from './list-activity'
import { recordEvent } from './recording'

/** Only for this file, because every recorded event removes old ones of any account. */
let database: OwnDatabase
let accountId: string
let otherId: string
let userId: string

beforeAll(async () => {
  database = await createOwnDatabase()
  process.env.DATABASE_URL = database.url
  accountId = (await db().billingAccount.create({ data: { name: 'Activity test' } })).id
  otherId = (await db().billingAccount.create({ data: { name: 'Another' } })).id
  userId = (await db().user.create({ data: { name: 'Olivia Owner' } })).id
})
afterAll(async () => {
  await db().$disconnect()
  await database.drop()
})

const newAccount = async () => (await db().billingAccount.create({ data: { name: 'Activity test' } })).id
const request = (account: string) =>
  recordEvent({
    accountId: account,
    action: 'portal.requested',
    by: { kind: 'user', userId },
    from: { ipAddress: '192.0.2.1', browser: 'Firefox on Linux' },
  })

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** One event a day for the last `count` days, starting now. */
const daily = (account: string, count: number) =>
  db().$executeRaw`
    INSERT INTO "AuditEvent" ("id", "billingAccountId", "action", "actor", "subject", "createdAt")
    SELECT gen_random_uuid()::text, ${account}, 'key.created', 'OPERATOR', n::text,
      now() - make_interval(days => n, secs => 1)
    FROM generate_series(0, ${count - 1}::int) AS n`

test('an event holds actor, action, time and source', async () => {
  await request(accountId)
  expect(await listActivity([accountId], { limit: 10 })).toEqual([
    {
      id: expect.any(String),
      accountId,
      action: 'portal.requested',
      actor: 'USER',
      actorName: 'Olivia Owner',
      subject: null,
      detail: null,
      address: '192.0.2.1',
      browser: 'Firefox on Linux',
      createdAt: expect.any(Date),
    },
  ])
})

test('keeps the events of a deleted user', async () => {
  const leaver = (await db().user.create({ data: { name: 'Leaver' } })).id
  const account = await newAccount()
  await recordEvent({
    accountId: account,
    action: 'portal.requested',
    by: { kind: 'user', userId: leaver },
    from: NO_REQUEST,
  })
  await db().user.delete({ where: { id: leaver } })
  expect(await listActivity([account], { limit: 10 })).toMatchObject([{ actor: 'USER', actorName: null }])
  await db().billingAccount.delete({ where: { id: account } })
})

test('lists each account’s newest events, and pages without gaps or repeats', async () => {
  const [first, second] = [await newAccount(), await newAccount()]
  await daily(first, 7)
  await daily(second, 2)
  const latest = await listActivity([second, first], { limit: 3 })
  expect(latest.map((event) => [event.accountId, event.subject])).toEqual([
    [second, '0'],
    [second, '1'],
    [first, '0'],
    [first, '1'],
    [first, '2'],
  ])
  const seen: (string | null)[] = []
  for (let before: string | null = null; ; ) {
    const page = await listActivity([first], { limit: 3, before })
    seen.push(...page.map(({ subject }) => subject))
    before = page.at(-1)?.id ?? null
    if (!before) break
  }
  expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  const [ofSecond] = latest
  expect(await listActivity([first], { limit: 3, before: ofSecond?.id ?? '' })).toEqual([])
  await db().billingAccount.deleteMany({ where: { id: { in: [first, second] } } })
})

test('exports all activity since a day, over many batches', async () => {
  const account = await newAccount()
  await db().$executeRaw`
    INSERT INTO "AuditEvent" ("id", "billingAccountId", "action", "actor", "subject")
    SELECT gen_random_uuid()::text, ${account}, 'key.created', 'OPERATOR', n::text
    FROM generate_series(1, 1200) AS n`
  await db().$executeRaw`
    UPDATE "AuditEvent" SET "createdAt" = now() - interval '10 days'
    WHERE "billingAccountId" = ${account} AND "subject" = '7'`
  const subjects = new Set<string | null>()
  for await (const { subject } of exportActivity(account, daysAgo(9))) subjects.add(subject)
  expect(subjects.size).toBe(1_199)
  expect(subjects).not.toContain('7')
  for await (const { subject } of exportActivity(account, null)) subjects.add(subject)
  expect(subjects.size).toBe(1_200)
  await db().billingAccount.delete({ where: { id: account } })
})

test('events older than 400 days are never returned, and new ones delete them a few at a time', async () => {
  const account = await newAccount()
  await db().$executeRaw`
    INSERT INTO "AuditEvent" ("id", "billingAccountId", "action", "actor", "createdAt")
    SELECT gen_random_uuid()::text, ${account}, 'key.created', 'OPERATOR',
      now() - make_interval(days => 4000 + n)
    FROM generate_series(1, 5) AS n`
  await db().$executeRaw`
    INSERT INTO "AuditEvent" ("id", "billingAccountId", "action", "actor", "createdAt")
    VALUES (gen_random_uuid()::text, ${account}, 'key.created', 'OPERATOR', now() - interval '399 days')`
  expect(await listActivity([account], { limit: 10, since: daysAgo(10_000) })).toHaveLength(1)
  const left = () => db().auditEvent.count({ where: { billingAccountId: account } })
  await request(accountId)
  expect(await left()).toBe(4)
  await createTestKey(otherId)
  await request(accountId)
  expect(await left()).toBe(1)
  await db().billingAccount.delete({ where: { id: account } })
})
