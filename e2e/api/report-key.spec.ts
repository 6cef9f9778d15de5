import { expect } from 'playwright/test'
import { mintApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { hashedBucket } from '@/lib/limits/hashed-bucket'
import { readInbox } from '@/tools/test/read-inbox'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { bearer, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import { expectConforming, readReference } from './expect-conforming'

const PATH = '/api/api-keys/revoke'
const ADDRESS = '203.0.113.7'

/** Reports a key, and returns the parts of the response that do not vary. */
const report = async (headers: Record<string, string>, origin?: string) => {
  const { status, text } = await send({ path: PATH, headers, ...(origin && { origin }) })
  return { status, text }
}

test('anybody with a key can revoke it, and the response reveals nothing about the key', async ({ data }) => {
  const account = await data.account()
  const [good, revoked, expired] = [
    await data.key(account),
    await data.key(account, { revokedAt: new Date() }),
    await data.key(account, { createdAt: new Date(0), expiresAt: new Date(1_000) }),
  ]
  const first = await report(bearer(good))
  expect(first.status).toBe(200)
  expect((await send({ headers: bearer(good) })).status).toBe(401)
  const others: Record<string, string>[] = [
    bearer(good),
    bearer(revoked),
    bearer(expired),
    bearer({ key: mintApiKey() }),
    bearer({ key: 'nonsense' }),
    { Authorization: 'Basic eDp5' },
    {},
  ]
  for (const headers of others) expect(await report(headers)).toEqual(first)

  const events = await db().auditEvent.findMany({
    where: { billingAccountId: account.id, subjectId: good.id },
  })
  expect(events).toMatchObject([{ action: 'key.reported', actor: 'FINDER', actorId: null, address: null }])
})

test('the responses to a report are those of the served reference', async () => {
  const reference = await readReference(PATH)
  expectConforming(await send({ path: PATH, headers: bearer({ key: 'nonsense' }) }), reference)
  expectConforming(await send({ method: 'GET', path: PATH }), reference)
})

test('reports are limited per client address when CLIENT_ADDRESS_HEADER is set', async ({
  data,
  startApp,
}) => {
  const { address: origin } = await startApp({ CLIENT_ADDRESS_HEADER: 'X-Real-IP' })
  const caller = hashedBucket('report', ADDRESS)
  await db().rateLimitBucket.deleteMany({ where: { caller } })
  const refilledAt = new Date(Date.now() + 60_000)
  await db().rateLimitBucket.create({ data: { caller, tokens: 0, allowed: false, refilledAt } })
  const key = await data.key(await data.account())

  const limited = await report({ ...bearer(key), 'X-Real-IP': ADDRESS }, origin)
  expect(limited.status).toBe(429)
  expect(JSON.parse(limited.text)).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  expect((await send({ headers: bearer(key) })).status).toBe(200)

  expect((await report({ ...bearer(key), 'X-Real-IP': '203.0.113.8' }, origin)).status).toBe(200)
  expect((await send({ headers: bearer(key) })).status).toBe(401)
  const [event] = await db().auditEvent.findMany({ where: { subjectId: key.id, action: 'key.reported' } })
  expect(event?.address).toBe('203.0.113.8')
  await db().rateLimitBucket.deleteMany({
    where: { caller: { in: [caller, hashedBucket('report', '203.0.113.8')] } },
  })
})

test('owners are emailed that their key was reported, each alone, and nobody else is', async ({ data }) => {
  const account = await data.account()
  const [owner, other, billing] = [
    await data.user({ account, role: 'OWNER' }),
    await data.user({ account, role: 'OWNER' }),
    await data.user({ account, role: 'BILLING' }),
  ]
  const key = await data.key(account)
  const inbox = String(process.env.LOCAL_INBOX)
  await report(bearer(key))
  for (const { email } of [owner, other]) {
    await expect.poll(() => readInbox(inbox, email)).toHaveLength(1)
    const [message] = await readInbox(inbox, email)
    expect(message?.subject).toBe(`An API key was revoked at ${new URL(OWN_ORIGIN).host}`)
    expect(message?.text).toContain('“Test key”')
    expect(message?.links).toEqual([`${OWN_ORIGIN}/api-keys`])
    expect(message?.page).not.toContain(key.key)
  }
  expect(await readInbox(inbox, billing.email)).toEqual([])
  await report(bearer(key))
  expect(await readInbox(inbox, owner.email)).toHaveLength(1)
})

test('a mail server that is away changes nothing for whoever reports, and is in the log', async ({
  data,
  startApp,
}) => {
  const app = await startApp({ EMAIL_SERVER: 'smtp://127.0.0.1:1' })
  const account = await data.account()
  const { email } = await data.user({ account, role: 'OWNER' })
  const key = await data.key(account)
  const reported = await report(bearer(key), app.address)
  expect(reported).toEqual(await report({}, app.address))
  expect((await send({ headers: bearer(key) })).status).toBe(401)
  await expect.poll(app.printed).toContain('key.owners-not-told')
  expect(app.printed()).not.toContain(email)
})

test('accepts only POST', async () => {
  const { status, headers } = await send({ path: PATH, method: 'GET' })
  expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST' })
})
