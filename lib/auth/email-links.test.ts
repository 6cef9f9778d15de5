import { createHash, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startMail } from '@/tools/local/mail/start-mail'
import type { LocalPart } from '@/tools/local/part'
import { readInbox } from '@/tools/test/read-inbox'
import { serveAuth } from '@/tools/test/serve-auth'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { hashedBucket } from '../limits/hashed-bucket'
import { LONG_WINDOW_S, spendRequest } from '../limits/rate-limit'
import { authAdapter } from './adapter'
import { findMailLink } from './find-mail-link'

const COOKIE = 'next-auth.session-token'

let app: Awaited<ReturnType<typeof serveAuth>>
let mail: LocalPart
let own: string

beforeAll(async () => {
  ;[app, mail] = await Promise.all([serveAuth(), startMail()])
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
/** Each test has its own client address. */
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
  const callers = [hashedBucket('link-to', email), hashedBucket('link-from', client)]
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

/** Requests a link and returns its token. */
async function newToken(): Promise<string> {
  await request()
  const [newest] = await readInbox(mail.address, email)
  return new URL(newest?.links[0] ?? '').searchParams.get('token') ?? ''
}

const submitLink = (token: string, headers: Record<string, string> = {}) =>
  post('callback/email', { token, callbackUrl: '/api-keys' }, headers)

const sessionOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${COOKIE}=`))
    ?.split(/[=;]/)[1]

const findUser = () =>
  db().user.findUnique({ where: { email }, include: { accounts: true, sessions: true, memberships: true } })

test('a link signs in, verifies the address, accepts its invitations and redirects', async () => {
  await db().billingAccount.create({
    data: { name: email, invitations: { create: { email, role: 'OWNER' } } },
  })
  const response = await submitLink(await newToken())
  expect(locationOf(response).href).toBe(`${own}/api-keys`)
  expect(await findUser()).toMatchObject({
    emailVerified: expect.any(Date),
    accounts: [],
    memberships: [{ role: 'OWNER' }],
    sessions: [{ sessionToken: sessionOf(response) }],
  })
})

test('a second link signs in the same user', async () => {
  await submitLink(await newToken())
  const before = await findUser()
  await submitLink(await newToken())
  expect(await findUser()).toMatchObject({ id: before?.id, sessions: [{}, {}] })
})

test('the email names the deployment and the link’s lifetime, and links to this origin', async () => {
  await request()
  const [message] = await readInbox(mail.address, email)
  expect(message?.subject).toBe(`Sign in to localhost:${app.port}`)
  expect(message?.text).toContain('It works once, within 15 minutes.')
  expect(message?.links).toHaveLength(1)
  const link = new URL(message?.links[0] ?? '')
  expect(link.origin + link.pathname).toBe(`${own}/sign-in/email`)
  expect([...link.searchParams.keys()]).toEqual(['token', 'callbackUrl'])
})

test('the response to a request is the same for a known and an unknown address', async () => {
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
  expect(await seen(`unknown-${email}`)).toEqual(known)
  expect(await readInbox(mail.address, `unknown-${email}`)).toHaveLength(1)
})

test('opening a link, as scanners do, does not use it up', async () => {
  const token = await newToken()
  for (const _ of [1, 2, 3]) expect(await findMailLink(token)).toBe(email)
  const opened = await fetch(`${own}/api/auth/callback/email?token=${token}`, { redirect: 'manual' })
  expect(opened.status).toBe(405)
  expect(sessionOf(await submitLink(token))).toBeDefined()
})

test('a link works once, even if its form is submitted several times concurrently', async () => {
  const token = await newToken()
  const responses = await Promise.all([submitLink(token), submitLink(token), submitLink(token)])
  expect(responses.map(sessionOf).filter(Boolean)).toHaveLength(1)
  expect(await findMailLink(token)).toBeNull()
  const again = await submitLink(token)
  expect(locationOf(again).pathname).toBe('/sign-in/email')
  expect((await findUser())?.sessions).toHaveLength(1)
})

test('a link that is 15 minutes old does not sign in', async () => {
  const token = await newToken()
  const [link] = await db().verificationToken.findMany({ where: { identifier: email } })
  expect((link?.expires.getTime() ?? 0) - Date.now()).toBeGreaterThan(14 * 60_000)
  expect((link?.expires.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(15 * 60_000)
  await db().verificationToken.updateMany({
    where: { identifier: email },
    data: { expires: new Date(Date.now() - 1) },
  })
  expect(await findMailLink(token)).toBeNull()
  expect(locationOf(await submitLink(token)).pathname).toBe('/sign-in/email')
  expect(await findUser()).toBeNull()
})

test.each([
  ['an empty token', ''],
  ['a short token', 'x'],
  ['a token that was never sent', 'a'.repeat(64)],
  ['a long token', 'a'.repeat(10_000)],
  ['a token that PostgreSQL cannot compare', '\u0000'],
])('%s does not sign in, and logs no error', async (_, token) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await findMailLink(token)).toBeNull()
  const response = await submitLink(token)
  expect(locationOf(response).pathname).toBe('/sign-in/email')
  expect(sessionOf(response)).toBeUndefined()
  expect(String(written.mock.calls.flat())).not.toContain('"level":"error"')
})

test('another site can neither submit a link’s form nor request a link', async () => {
  const token = await newToken()
  const from = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  expect(sessionOf(await submitLink(token, from))).toBeUndefined()
  await post('signin/email', { email }, from)
  expect(await readInbox(mail.address, email)).toHaveLength(1)
  expect(await findMailLink(token)).toBe(email)
})

test('signing in ends the session that the browser had before', async () => {
  const planted = randomUUID()
  const other = await db().user.create({
    data: { sessions: { create: { sessionToken: planted, expires: new Date(Date.now() + 60_000) } } },
  })
  const session = sessionOf(await submitLink(await newToken(), { Cookie: `${COOKIE}=${planted}` }))
  expect(session).not.toBe(planted)
  expect(await db().session.count({ where: { sessionToken: planted } })).toBe(0)
  await db().user.delete({ where: { id: other.id } })
})

test('sends at most 5 links in 15 minutes to one address, and stores only its hash', async () => {
  for (const _ of Array.from({ length: 5 }))
    expect(locationOf(await request()).pathname).toBe('/api/auth/verify-request')
  const sixth = locationOf(await request(` ${email.toUpperCase()}`))
  expect(`${sixth.pathname} ${sixth.searchParams.get('error')}`).toBe('/sign-in EmailLimit')
  expect(await readInbox(mail.address, email)).toHaveLength(5)
  const buckets = await db().rateLimitBucket.findMany({ where: { caller: { startsWith: 'link-' } } })
  expect(buckets.map(({ caller }) => caller)).toContain(hashedBucket('link-to', email))
  expect(JSON.stringify(buckets)).not.toMatch(/@|2001:db8/)
})

test('sends at most 20 links in 15 minutes for one client, and then does not count the address', async () => {
  for (const _ of Array.from({ length: 20 }))
    await spendRequest(hashedBucket('link-from', client), 20, LONG_WINDOW_S)
  expect(locationOf(await request()).searchParams.get('error')).toBe('EmailLimit')
  expect(await readInbox(mail.address, email)).toEqual([])
  const to = hashedBucket('link-to', email)
  expect(await db().rateLimitBucket.findUnique({ where: { caller: to } })).toBeNull()
})

test.each([
  ['no address', 'ada'],
  ['nothing', ''],
  ['two addresses', '{email},other@example.com'],
  ['a second header', '{email}\r\nBcc: other@example.com'],
  ['a name around it', 'Ada <{email}>'],
  ['an address that becomes another in lower case', 'lin\u212a@example.com'],
])('a request with %s sends nothing', async (_, text) => {
  const location = locationOf(await request(text.replace('{email}', email)))
  expect(`${location.pathname} ${location.searchParams.get('error')}`).toBe('/sign-in EmailAddress')
  expect(await (await fetch(mail.address)).text()).not.toContain(email)
  expect(await (await fetch(mail.address)).text()).not.toContain('other@example.com')
})

test('a user of a provider is sent back to it, and the link merges nothing', async () => {
  const identity = { type: 'oauth', provider: 'google', providerAccountId: randomUUID() }
  await db().user.create({ data: { email, emailVerified: new Date(), accounts: { create: identity } } })
  const token = await newToken()
  const response = await submitLink(token)
  expect(locationOf(response).pathname).toBe('/sign-in/other-way')
  expect(Object.fromEntries(locationOf(response).searchParams)).toEqual({
    way: 'google',
    callbackUrl: `${own}/api-keys`,
  })
  expect(sessionOf(response)).toBeUndefined()
  expect(await findUser()).toMatchObject({ sessions: [], accounts: [identity] })
})

test('a link for the address of a released user signs in that user', async () => {
  const { id } = await db().user.create({ data: { email, emailVerified: null } })
  await submitLink(await newToken())
  expect(await findUser()).toMatchObject({ id, emailVerified: expect.any(Date), sessions: [{}] })
})

test('stores only the hash of a token', async () => {
  const token = await newToken()
  const [link] = await db().verificationToken.findMany({ where: { identifier: email } })
  const secret = process.env.NEXTAUTH_SECRET
  expect(link?.token).toBe(createHash('sha256').update(`${token}${secret}`).digest('hex'))
})

test('logs no address, token or link, even if the mail server is unavailable', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await submitLink(await newToken())
  const broken = await startMail()
  await broken.stop()
  const { env } = await import('../env')
  const settings = env().auth.email
  if (!settings) throw new Error('No mail server is configured.')
  const { server } = settings
  settings.server = String(broken.variables.EMAIL_SERVER)
  const error = locationOf(await request()).searchParams.get('error')
  settings.server = server
  expect(error).toBe('EmailSignin')
  const lines = String(written.mock.calls.flat())
  expect(lines).toContain('SIGNIN_EMAIL_ERROR')
  expect(lines).toContain('ECONNREFUSED')
  expect(lines).not.toMatch(/link-|%40|@|token=|\b[0-9a-f]{64}\b/)
})

test('refuses a link if the user has got an identity since the check', async () => {
  const identity = { type: 'oauth', provider: 'google', providerAccountId: randomUUID() }
  const { id } = await db().user.create({ data: { email, accounts: { create: identity } } })
  await expect(authAdapter().updateUser?.({ id, emailVerified: new Date() })).rejects.toThrow('another way')
  expect(await findUser()).toMatchObject({ emailVerified: null })
})
