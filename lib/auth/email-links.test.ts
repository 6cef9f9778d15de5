import { createHash, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startMail } from '@/tools/local/mail/start-mail'
import type { LocalPart } from '@/tools/local/part'
import { readInbox } from '@/tools/test/read-inbox'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { hashedCaller } from '../limits/hashed-caller'
import { spendRequest } from '../limits/rate-limit'
import { authAdapter } from './adapter'
import { findMailLink } from './find-mail-link'
import { startTestApp } from './test-app'

const COOKIE = 'next-auth.session-token'

let app: Awaited<ReturnType<typeof startTestApp>>
let mail: LocalPart
let own: string

beforeAll(async () => {
  ;[app, mail] = await Promise.all([startTestApp(), startMail()])
  own = `http://localhost:${app.port}`
  Object.assign(process.env, mail.variables, {
    APP_ENV: 'local',
    PORT: String(app.port),
    NEXTAUTH_SECRET: 'a-secret-for-tests-of-32-characters',
    CLIENT_ADDRESS_HEADER: 'X-Real-IP',
  })
  delete process.env.NEXTAUTH_URL
})
afterAll(async () => {
  await Promise.all([app.stop(), mail.stop()])
})

let email: string
/** Each test is a client of its own. */
let client: string

beforeEach(() => {
  email = `link-${randomUUID()}@example.com`
  client = `2001:db8::${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}`
})

afterEach(async () => {
  vi.restoreAllMocks()
  await db().billingAccount.deleteMany({ where: { name: email } })
  await db().user.deleteMany({ where: { email } })
  await db().verificationToken.deleteMany({ where: { identifier: email } })
  const callers = [hashedCaller('link-to', email), hashedCaller('link-from', client)]
  await db().rateLimitBucket.deleteMany({ where: { caller: { in: callers } } })
})

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${own}/api/auth/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: own, 'X-Real-IP': client, ...headers },
    body: new URLSearchParams(form),
  })

const request = (to = email) => post('signin/email', { email: to, callbackUrl: '/billing' })

const locationOf = (response: Response) => new URL(response.headers.get('Location') ?? '', own)

/** Asks for a link and takes the token out of it. */
async function newToken(): Promise<string> {
  await request()
  const [newest] = await readInbox(mail.address, email)
  return new URL(newest?.links[0] ?? '').searchParams.get('token') ?? ''
}

const press = (token: string, headers: Record<string, string> = {}) =>
  post('callback/email', { token, callbackUrl: '/api-keys' }, headers)

const sessionOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${COOKIE}=`))
    ?.split(/[=;]/)[1]

const findUser = () =>
  db().user.findUnique({ where: { email }, include: { accounts: true, sessions: true, memberships: true } })

test('a link signs its address in, verified, joins waiting invitations and redirects', async () => {
  await db().billingAccount.create({
    data: { name: email, invitations: { create: { email, role: 'OWNER' } } },
  })
  const pressed = await press(await newToken())
  expect(locationOf(pressed).href).toBe(`${own}/api-keys`)
  expect(await findUser()).toMatchObject({
    emailVerified: expect.any(Date),
    accounts: [],
    memberships: [{ role: 'OWNER' }],
    sessions: [{ sessionToken: sessionOf(pressed) }],
  })
})

test('signing in again with a link is the same user', async () => {
  await press(await newToken())
  const before = await findUser()
  await press(await newToken())
  expect(await findUser()).toMatchObject({ id: before?.id, sessions: [{}, {}] })
})

test('the message names the deployment and the link’s lifetime, and links to this origin', async () => {
  await request()
  const [message] = await readInbox(mail.address, email)
  expect(message?.subject).toBe(`Sign in to localhost:${app.port}`)
  expect(message?.text).toContain('It works once, within 15 minutes.')
  expect(message?.links).toHaveLength(1)
  const link = new URL(message?.links[0] ?? '')
  expect(link.origin + link.pathname).toBe(`${own}/sign-in/email`)
  expect([...link.searchParams.keys()]).toEqual(['token', 'callbackUrl'])
})

test('the request is answered alike for an address that is known and for one that is not', async () => {
  await db().user.create({ data: { email, emailVerified: new Date() } })
  const seen = async (to: string) => {
    const browser = createTestBrowser()
    const headers = { Origin: own, 'X-Real-IP': client }
    const form = { email: to, callbackUrl: '/billing' }
    const { url, status, text } = await browser.visit(`${own}/api/auth/signin/email`, { form, headers })
    return { url, status, text }
  }
  const known = await seen(email)
  expect(known.url).toBe(`${own}/sign-in/check-email`)
  expect(await seen(`nobody-${email}`)).toEqual(known)
  expect(await readInbox(mail.address, `nobody-${email}`)).toHaveLength(1)
})

test('opening a link any number of times, as scanners do, does not use it up', async () => {
  const token = await newToken()
  for (const _ of [1, 2, 3]) expect(await findMailLink(token)).toBe(email)
  const opened = await fetch(`${own}/api/auth/callback/email?token=${token}`, { redirect: 'manual' })
  expect(opened.status).toBe(405)
  expect(sessionOf(await press(token))).toBeDefined()
})

test('a link works once, also when its button is pressed several times at once', async () => {
  const token = await newToken()
  const pressed = await Promise.all([press(token), press(token), press(token)])
  expect(pressed.map(sessionOf).filter(Boolean)).toHaveLength(1)
  expect(await findMailLink(token)).toBeNull()
  const again = await press(token)
  expect(locationOf(again).pathname).toBe('/sign-in/email')
  expect((await findUser())?.sessions).toHaveLength(1)
})

test('a link that is 15 minutes old signs nobody in', async () => {
  const token = await newToken()
  const [link] = await db().verificationToken.findMany({ where: { identifier: email } })
  expect((link?.expires.getTime() ?? 0) - Date.now()).toBeGreaterThan(14 * 60_000)
  expect((link?.expires.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(15 * 60_000)
  await db().verificationToken.updateMany({
    where: { identifier: email },
    data: { expires: new Date(Date.now() - 1) },
  })
  expect(await findMailLink(token)).toBeNull()
  expect(locationOf(await press(token)).pathname).toBe('/sign-in/email')
  expect(await findUser()).toBeNull()
})

test.each([
  ['an empty token', ''],
  ['a short token', 'x'],
  ['a token that was never sent', 'a'.repeat(64)],
  ['a long token', 'a'.repeat(10_000)],
  ['a token that PostgreSQL cannot compare', '\u0000'],
])('%s signs nobody in, and alarms nobody', async (_, token) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await findMailLink(token)).toBeNull()
  const pressed = await press(token)
  expect(locationOf(pressed).pathname).toBe('/sign-in/email')
  expect(sessionOf(pressed)).toBeUndefined()
  expect(String(written.mock.calls.flat())).not.toContain('"level":"error"')
})

test('another site can neither press a link’s button nor ask for one', async () => {
  const token = await newToken()
  const from = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  expect(sessionOf(await press(token, from))).toBeUndefined()
  await post('signin/email', { email }, from)
  expect(await readInbox(mail.address, email)).toHaveLength(1)
  expect(await findMailLink(token)).toBe(email)
})

test('a session that the browser had before is over, whoever planted it', async () => {
  const planted = randomUUID()
  const other = await db().user.create({
    data: { sessions: { create: { sessionToken: planted, expires: new Date(Date.now() + 60_000) } } },
  })
  const session = sessionOf(await press(await newToken(), { Cookie: `${COOKIE}=${planted}` }))
  expect(session).not.toBe(planted)
  expect(await db().session.count({ where: { sessionToken: planted } })).toBe(0)
  await db().user.delete({ where: { id: other.id } })
})

test('at most 5 links in 15 minutes go to one address, which is stored nowhere but hashed', async () => {
  for (const _ of Array.from({ length: 5 }))
    expect(locationOf(await request()).pathname).toBe('/api/auth/verify-request')
  const sixth = locationOf(await request(` ${email.toUpperCase()}`))
  expect(`${sixth.pathname} ${sixth.searchParams.get('error')}`).toBe('/sign-in EmailLimit')
  expect(await readInbox(mail.address, email)).toHaveLength(5)
  const buckets = await db().rateLimitBucket.findMany({ where: { caller: { startsWith: 'link-' } } })
  expect(buckets.map(({ caller }) => caller)).toContain(hashedCaller('link-to', email))
  expect(JSON.stringify(buckets)).not.toMatch(/@|2001:db8/)
})

test('at most 20 links in 15 minutes are sent for one client, whose refusals use up nobody’s', async () => {
  for (const _ of Array.from({ length: 20 })) await spendRequest(hashedCaller('link-from', client), 20, 900)
  expect(locationOf(await request()).searchParams.get('error')).toBe('EmailLimit')
  expect(await readInbox(mail.address, email)).toEqual([])
  const to = hashedCaller('link-to', email)
  expect(await db().rateLimitBucket.findUnique({ where: { caller: to } })).toBeNull()
})

test.each([
  ['no address', 'nobody'],
  ['nothing', ''],
  ['two addresses', '{email},other@example.com'],
  ['a second header', '{email}\r\nBcc: other@example.com'],
  ['a name around it', 'Somebody <{email}>'],
  ['an address that folds into another', '{email}'.replace('{email}', 'lin\u212a@example.com')],
])('a request with %s in it sends nothing', async (_, text) => {
  const answer = locationOf(await request(text.replace('{email}', email)))
  expect(`${answer.pathname} ${answer.searchParams.get('error')}`).toBe('/sign-in EmailAddress')
  expect(await (await fetch(mail.address)).text()).not.toContain(email)
  expect(await (await fetch(mail.address)).text()).not.toContain('other@example.com')
})

test('somebody who signed in through a provider is told so, and the link merges nothing', async () => {
  const identity = { type: 'oauth', provider: 'google', providerAccountId: randomUUID() }
  await db().user.create({ data: { email, emailVerified: new Date(), accounts: { create: identity } } })
  const token = await newToken()
  const pressed = await press(token)
  expect(locationOf(pressed).pathname).toBe('/sign-in/other-way')
  expect(Object.fromEntries(locationOf(pressed).searchParams)).toEqual({
    way: 'google',
    callbackUrl: `${own}/api-keys`,
  })
  expect(sessionOf(pressed)).toBeUndefined()
  expect(await findUser()).toMatchObject({ sessions: [], accounts: [identity] })
})

test('a link gives a user to its address whom an operator has released', async () => {
  const { id } = await db().user.create({ data: { email, emailVerified: null } })
  await press(await newToken())
  expect(await findUser()).toMatchObject({ id, emailVerified: expect.any(Date), sessions: [{}] })
})

test('tokens are stored as hashes alone', async () => {
  const token = await newToken()
  const [link] = await db().verificationToken.findMany({ where: { identifier: email } })
  const secret = process.env.NEXTAUTH_SECRET
  expect(link?.token).toBe(createHash('sha256').update(`${token}${secret}`).digest('hex'))
})

test('no address, token or link is in the log, also when the mail server takes nothing', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await press(await newToken())
  const broken = await startMail()
  await broken.stop()
  const { env } = await import('../env')
  const settings = env().auth.email
  if (!settings) throw new Error('No mail server is set.')
  const { server } = settings
  settings.server = String(broken.variables.EMAIL_SERVER)
  const answer = locationOf(await request()).searchParams.get('error')
  settings.server = server
  expect(answer).toBe('EmailSignin')
  const lines = String(written.mock.calls.flat())
  expect(lines).toContain('SIGNIN_EMAIL_ERROR')
  expect(lines).toContain('ECONNREFUSED')
  expect(lines).not.toMatch(/link-|%40|@|token=|\b[0-9a-f]{64}\b/)
})

test('signing out everywhere ends all sessions of the person, and nobody else’s', async () => {
  const session = sessionOf(await press(await newToken()))
  await press(await newToken())
  const other = await db().user.create({
    data: { sessions: { create: { sessionToken: randomUUID(), expires: new Date(Date.now() + 60_000) } } },
  })
  const signedOut = await post('signout', { everywhere: 'yes' }, { Cookie: `${COOKIE}=${session}` })
  expect(signedOut.headers.getSetCookie().join()).toContain(`${COOKIE}=;`)
  expect((await findUser())?.sessions).toEqual([])
  expect(await db().session.count({ where: { userId: other.id } })).toBe(1)
  await db().user.delete({ where: { id: other.id } })
})

test('signing out leaves the person’s other sessions, and another site ends none', async () => {
  const session = sessionOf(await press(await newToken()))
  await press(await newToken())
  const cookie = { Cookie: `${COOKIE}=${session}` }
  await post('signout', { everywhere: 'yes' }, { ...cookie, Origin: 'https://evil.example' })
  expect((await findUser())?.sessions).toHaveLength(2)
  await post('signout', {}, cookie)
  expect((await findUser())?.sessions).toHaveLength(1)
})

test('signing out everywhere with a planted token ends no other session of either person', async () => {
  const [own, elsewhere, planted] = [randomUUID(), randomUUID(), randomUUID()]
  const expires = new Date(Date.now() + 60_000)
  const users = await Promise.all([
    db().user.create({
      data: {
        sessions: { create: [own, elsewhere].map((sessionToken) => ({ sessionToken, expires })) },
      },
    }),
    db().user.create({ data: { sessions: { create: { sessionToken: planted, expires } } } }),
  ])
  await post('signout', { everywhere: 'yes' }, { Cookie: `${COOKIE}=${own}; ${COOKIE}=${planted}` })
  expect(await db().session.count({ where: { sessionToken: elsewhere } })).toBe(1)
  await db().user.deleteMany({ where: { id: { in: users.map(({ id }) => id) } } })
})

test('an identity added between the check and the sign-in keeps the user', async () => {
  const identity = { type: 'oauth', provider: 'google', providerAccountId: randomUUID() }
  const { id } = await db().user.create({ data: { email, accounts: { create: identity } } })
  await expect(authAdapter().updateUser?.({ id, emailVerified: new Date() })).rejects.toThrow('another way')
  expect(await findUser()).toMatchObject({ emailVerified: null })
})
