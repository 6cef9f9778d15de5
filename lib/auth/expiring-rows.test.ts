import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { db } from '../db'
import { expiringRows } from './expiring-rows'

const DAY_MS = 86_400_000

let database: OwnDatabase
let userId: string

beforeAll(async () => {
  database = await createOwnDatabase()
  process.env.DATABASE_URL = database.url
  userId = (await db().user.create({ data: {} })).id
})

beforeEach(async () => {
  await db().session.deleteMany()
  await db().verificationToken.deleteMany()
})

afterAll(async () => {
  await db().$disconnect()
  await database.drop()
})

const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS)

/** The two kinds of rows, each named by its token. */
const KINDS = {
  session: {
    table: 'Session',
    create: (token: string, expires: Date) =>
      expiringRows.createSession({ sessionToken: token, userId, expires }),
    tokens: async () => (await db().session.findMany()).map(({ sessionToken }) => sessionToken),
    expire: (tokens: string[]) =>
      db().session.updateMany({
        where: { sessionToken: { in: tokens } },
        data: { expires: daysFromNow(-1) },
      }),
  },
  'verification token': {
    table: 'VerificationToken',
    create: (token: string, expires: Date) =>
      expiringRows.createVerificationToken({ identifier: 'ada@example.com', token, expires }),
    tokens: async () => (await db().verificationToken.findMany()).map(({ token }) => token),
    expire: (tokens: string[]) =>
      db().verificationToken.updateMany({
        where: { token: { in: tokens } },
        data: { expires: daysFromNow(-1) },
      }),
  },
}

test.each(Object.entries(KINDS))('creates a %s with the given values', async (_, { create }) => {
  const expires = daysFromNow(30)
  expect(await create('one', expires)).toMatchObject({ expires })
  const [session] = await db().session.findMany()
  const [token] = await db().verificationToken.findMany()
  expect((session ?? token)?.expires).toEqual(expires)
  expect(session ? session.userId : token?.identifier).toBe(session ? userId : 'ada@example.com')
})

test.each(Object.entries(KINDS))(
  'each new %s removes two expired ones, and none that is valid',
  async (_, { create, tokens, expire }) => {
    const expired = ['e1', 'e2', 'e3', 'e4', 'e5']
    for (const token of ['good', ...expired]) await create(token, daysFromNow(1))
    await expire(expired)
    await create('n1', daysFromNow(1))
    expect(await tokens()).toHaveLength(5)
    for (const token of ['n2', 'n3']) await create(token, daysFromNow(1))
    expect((await tokens()).sort()).toEqual(['good', 'n1', 'n2', 'n3'])
  },
)

test.each(Object.entries(KINDS))(
  'a new %s does not wait for an expired one that another transaction has locked',
  async (_, { table, create, tokens, expire }) => {
    await create('held', daysFromNow(1))
    await expire(['held'])
    await database.client.query('BEGIN')
    await database.client.query(`SELECT FROM "${table}" FOR UPDATE`)
    await create('new', daysFromNow(1))
    await database.client.query('ROLLBACK')
    expect((await tokens()).sort()).toEqual(['held', 'new'])
  },
)
