import { randomUUID } from 'node:crypto'
import { expect } from 'playwright/test'
import { mintApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { hoursFromNow, type TestKey } from '../fixtures/test-data'
import { expectApiHeaders, expectFailure, expectPortalUrl } from './expectations'

/** The example of the reference, with this deployment's `docUrl`. */
const UNAUTHORIZED =
  `{"error":{"code":"UNAUTHORIZED","message":"Invalid or expired ` +
  `token","docUrl":"${OWN_ORIGIN}/api/errors/#unauthorized"}}`

const STRIPE_SESSION = 'POST /v1/billing_portal/sessions'

test('a valid key gets only {"url"}, and the URL opens the portal', async ({ data }) => {
  const account = await data.account()
  const url = expectPortalUrl(await send({ headers: bearer(await data.key(account)) }))
  expect(await stripeCalls(account.customer)).toEqual([STRIPE_SESSION])
  expect((await fetch(url)).status).toBe(200)
})

test('the scheme is case-insensitive', async ({ data }) => {
  const { key } = await data.key(await data.account())
  expectPortalUrl(await send({ headers: { Authorization: `bEaReR ${key}` } }))
})

/** Invalid credentials, as headers made from a valid key of the same account. */
const REFUSED: Record<string, (good: TestKey) => Record<string, string | string[]>> = {
  'no credential': () => ({}),
  'an empty Authorization': () => ({ Authorization: '' }),
  'a scheme without a token': () => ({ Authorization: 'Bearer' }),
  'another scheme': ({ key }) => ({ Authorization: `Basic ${btoa(`${key}:`)}` }),
  'a key without a scheme': ({ key }) => ({ Authorization: key }),
  'two keys in one header': ({ key }) => ({ Authorization: `Bearer ${key} ${key}` }),
  'a key with a comma': ({ key }) => ({ Authorization: `Bearer ${key}, Bearer ${key}` }),
  'a key in quotes': ({ key }) => ({ Authorization: `Bearer "${key}"` }),
  'a key cut short': ({ key }) => ({ Authorization: `Bearer ${key.slice(0, -1)}` }),
  'a key in upper case': ({ key }) => ({ Authorization: `Bearer ${key.toUpperCase()}` }),
  'bytes that are not text': () => ({ Authorization: 'Bearer \xff\xfe' }),
  'a token of 8 KB': () => ({ Authorization: `Bearer ${'a'.repeat(8_000)}` }),
  'a key that was never issued': () => ({ Authorization: `Bearer ${mintApiKey()}` }),
  'a key in another header': ({ key }) => ({ 'X-Api-Key': key }),
}

for (const [name, headers] of Object.entries(REFUSED)) {
  test(`${name} is the documented 401, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const answer = await send({ headers: headers(await data.key(account)) })
    expect(answer.status).toBe(401)
    expect(answer.text).toBe(UNAUTHORIZED)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(answer.headers).not.toHaveProperty('ratelimit')
    expectApiHeaders(answer)
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

const ENDED_KEYS = {
  'an expired key': { createdAt: hoursFromNow(-2), expiresAt: hoursFromNow(-1) },
  'a revoked key': { revokedAt: hoursFromNow(-1) },
}

for (const [name, fields] of Object.entries(ENDED_KEYS)) {
  test(`${name} is the documented 401, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const answer = await send({ headers: bearer(await data.key(account, fields)) })
    expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('a key is refused from the first request after its revocation', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  expectPortalUrl(await send({ headers: bearer(key) }))
  await db().apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } })
  const answer = await send({ headers: bearer(key) })
  expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
  expect(await stripeCalls(account.customer)).toHaveLength(1)
})

test('a response never contains the key, even when it is refused', async ({ data }) => {
  const { key } = await data.key(await data.account(), ENDED_KEYS['a revoked key'])
  const answer = await send({ headers: { Authorization: `Bearer ${key}` } })
  expect(JSON.stringify(answer)).not.toContain(key.slice(0, 16))
})

test('an invalid key is refused even with a valid session cookie', async ({ data }) => {
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  const headers = { ...fromOwnPage(owner), ...bearer({ key: mintApiKey() }) }
  const answer = await send({ headers })
  expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('a valid key opens its own account, whatever the cookie and the site of the request', async ({
  data,
}) => {
  const [ofKey, ofCookie] = await Promise.all([data.account(), data.account()])
  const owner = await data.user({ account: ofCookie, role: 'OWNER' })
  const headers = {
    Cookie: owner.cookie,
    Origin: 'https://elsewhere.example',
    'Sec-Fetch-Site': 'cross-site',
  }
  expectPortalUrl(await send({ headers: { ...headers, ...bearer(await data.key(ofKey)) } }))
  expect(await portalCalls(ofKey.customer)).toHaveLength(1)
  expect(await stripeCalls(ofCookie.customer)).toEqual([])
})

test('a session opens the portal from the app’s own page', async ({ data }) => {
  const account = await data.account()
  expectPortalUrl(await send({ headers: fromOwnPage(await data.user({ account, role: 'OWNER' })) }))
  expect(await stripeCalls(account.customer)).toEqual([STRIPE_SESSION])
})

test('a session token is not a bearer token', async ({ data }) => {
  const account = await data.account()
  const { sessionToken } = await data.user({ account, role: 'OWNER' })
  const answer = await send({ headers: bearer({ key: sessionToken }) })
  expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('an expired, a deleted and an invented session are the documented 401, without calling Stripe', async ({
  data,
}) => {
  const account = await data.account()
  const [expired, ended] = await Promise.all([1, 2].map(() => data.user({ account, role: 'OWNER' })))
  await db().session.updateMany({ where: { userId: expired?.id ?? '' }, data: { expires: hoursFromNow(-1) } })
  await db().session.deleteMany({ where: { userId: ended?.id ?? '' } })

  const madeUp = { cookie: `next-auth.session-token=${mintApiKey()}` }
  for (const user of [expired, ended, madeUp]) {
    const answer = await send({ headers: fromOwnPage(user ?? madeUp) })
    expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  }
  expect(await stripeCalls(account.customer)).toEqual([])
})

/** What a browser sends after a proxy in front has requested a password. */
const FOR_THE_PROXY = { Authorization: `Basic ${btoa('staging:password')}` }

test('a session works behind a proxy with a password, as JSON and as a form', async ({ data }) => {
  const account = await data.account()
  const headers = { ...FOR_THE_PROXY, ...fromOwnPage(await data.user({ account, role: 'OWNER' })) }
  expectPortalUrl(await send({ headers }))
  const pressed = await send({ headers: { ...headers, ...AS_FORM } })
  expect([pressed.status, pressed.headers.location]).toEqual([303, expect.stringContaining('/p/session/')])
  expect(await portalCalls(account.customer)).toHaveLength(2)
})

test('a proxy password does not let another site through, without calling Stripe', async ({ data }) => {
  const account = await data.account()
  const { cookie } = await data.user({ account, role: 'OWNER' })
  for (const from of [{}, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }])
    for (const type of [{}, AS_JSON, AS_FORM]) {
      const answer = await send({ headers: { ...FOR_THE_PROXY, Cookie: cookie, ...from, ...type } })
      expectFailure(answer, { status: 403, code: 'FORBIDDEN' })
    }
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('of two Authorization headers only the first counts', async ({ data }) => {
  const [first, second] = await Promise.all([data.account(), data.account()])
  const keys = await Promise.all([data.key(first), data.key(second)])
  const both = keys.map(({ key }) => `Bearer ${key}`)
  expectPortalUrl(await send({ headers: { Authorization: both } }))
  const bad = await send({ headers: { Authorization: ['Bearer nonsense', `Bearer ${keys[0]?.key}`] } })
  expect([bad.status, bad.text]).toEqual([401, UNAUTHORIZED])
  expect(await portalCalls(first.customer)).toHaveLength(1)
  expect(await stripeCalls(second.customer)).toEqual([])
})

test('pages and the API pick the same session from several cookies, in any order', async ({ data }) => {
  const account = await data.account()
  const [owner, other] = [await data.user({ account, role: 'OWNER' }), await data.user()]
  const stale = `next-auth.session-token=${randomUUID()}`
  const page = (cookie: string) => send({ method: 'GET', path: '/billing', headers: { Cookie: cookie } })

  for (const cookie of [`${stale}; ${owner.cookie}`, `${owner.cookie}; ${stale}`]) {
    expectPortalUrl(await send({ headers: fromOwnPage({ cookie }) }))
    expect((await page(cookie)).text).toContain(owner.name)
  }
  for (const cookie of [`${other.cookie}; ${owner.cookie}`, `${owner.cookie}; ${other.cookie}`]) {
    const answer = await send({ headers: fromOwnPage({ cookie }) })
    expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
    const { status, headers, text } = await page(cookie)
    expect([status, headers.location]).toEqual([307, '/sign-in?callbackUrl=%2Fbilling'])
    expect(text).not.toContain(owner.name)
    expect(text).not.toContain(other.name)
  }
  expect(await portalCalls(account.customer)).toHaveLength(2)
})
