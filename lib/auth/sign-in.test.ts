import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Role } from '@/prisma/generated/enums'
import { startOpenid } from '@/tools/local/openid/start-openid'
import type { LocalPart } from '@/tools/local/part'
import { serveAuth } from '@/tools/test/serve-auth'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { authAdapter } from './adapter'
import { releaseIdentities } from './release-identities'

const COOKIE = 'next-auth.session-token'
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000

let app: Awaited<ReturnType<typeof serveAuth>>
let openid: LocalPart
let own: string

beforeAll(async () => {
  app = await serveAuth()
  own = `http://localhost:${app.port}`
  openid = await startOpenid({ redirectUris: [`${own}/api/auth/callback/oidc`] })
  Object.assign(process.env, openid.variables, {
    APP_ENV: 'local',
    PORT: String(app.port),
    NEXTAUTH_SECRET: 'a-secret-for-tests-of-32-characters',
  })
  delete process.env.NEXTAUTH_URL
})
afterAll(async () => {
  await Promise.all([app.stop(), openid.stop()])
})

const emails: string[] = []
const accounts: string[] = []

function newEmail(): string {
  const email = `sign-in-${randomUUID()}@example.com`
  emails.push(email)
  return email
}

async function newAccount(invitations: Record<string, Role> = {}): Promise<string> {
  const { id } = await db().billingAccount.create({
    data: {
      name: 'Sign-in test',
      invitations: { create: Object.entries(invitations).map(([email, role]) => ({ email, role })) },
    },
  })
  accounts.push(id)
  return id
}

afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  const people = emails.splice(0)
  await db().billingAccount.deleteMany({ where: { id: { in: accounts.splice(0) } } })
  await db().user.deleteMany({ where: { OR: [{ email: { in: people } }, { name: { in: people } }] } })
})

type Browser = ReturnType<typeof createTestBrowser>

/** Submits the sign-in page's form and follows the redirect to the provider. */
async function goToProvider(
  browser: Browser,
  callbackUrl = '/billing',
  headers: Record<string, string> = {},
) {
  const { csrfToken } = JSON.parse((await browser.visit(`${own}/api/auth/csrf`, { headers })).text)
  return browser.visit(`${own}/api/auth/signin/oidc`, { form: { csrfToken, callbackUrl }, headers })
}

/** Completes a sign-in. The address is also the name, to find a user without an address. */
async function signIn(email: string, { verified = true, browser = createTestBrowser() } = {}) {
  const page = await goToProvider(browser)
  const form = { email, name: email, ...(verified && { verified: 'on' }) }
  const arrived = await browser.visit(page.url, { form })
  return { browser, arrived, sessionToken: browser.cookie(COOKIE) }
}

const findUser = (name: string) =>
  db().user.findFirst({ where: { name }, include: { accounts: true, sessions: true, memberships: true } })

test('a user signs in through the provider and returns to the requested page', async () => {
  const email = newEmail()
  const { arrived, sessionToken } = await signIn(email)
  expect(arrived).toMatchObject({ status: 200, url: `${own}/billing` })

  const user = await findUser(email)
  expect(user).toMatchObject({ email, emailVerified: expect.any(Date) })
  expect(user?.sessions).toMatchObject([{ sessionToken }])
  const expires = user?.sessions[0]?.expires.getTime() ?? 0
  expect(Math.abs(expires - Date.now() - THIRTY_DAYS_MS)).toBeLessThan(60_000)
})

test('stores none of the provider’s tokens', async () => {
  const email = newEmail()
  await signIn(email)
  expect((await findUser(email))?.accounts).toEqual([
    {
      id: expect.any(String),
      userId: expect.any(String),
      type: 'oauth',
      provider: 'oidc',
      providerAccountId: expect.any(String),
    },
  ])
})

test('a verified address accepts its invitations, in any number of accounts, and no others', async () => {
  const email = newEmail()
  const stranger = newEmail()
  const first = await newAccount({ [email]: 'OWNER', [stranger]: 'BILLING' })
  const second = await newAccount({ [email]: 'MEMBER' })
  await signIn(email)

  const memberships = (await findUser(email))?.memberships.map(({ billingAccountId, role }) => [
    billingAccountId,
    role,
  ])
  expect(Object.fromEntries(memberships ?? [])).toEqual({ [first]: 'OWNER', [second]: 'MEMBER' })
  const left = await db().invitation.findMany({ where: { billingAccountId: { in: [first, second] } } })
  expect(left).toMatchObject([{ email: stranger }])
})

test('an unverified address is not stored and joins nothing until it is verified', async () => {
  const email = newEmail()
  const account = await newAccount({ [email]: 'OWNER' })

  const { arrived } = await signIn(email, { verified: false })
  expect(arrived.url).toBe(`${own}/billing`)
  expect(await findUser(email)).toMatchObject({ email: null, emailVerified: null, memberships: [] })
  expect(await db().invitation.count({ where: { billingAccountId: account } })).toBe(1)

  await signIn(email)
  expect(await findUser(email)).toMatchObject({
    email,
    memberships: [{ billingAccountId: account, role: 'OWNER' }],
  })
  expect(await db().invitation.count({ where: { billingAccountId: account } })).toBe(0)
})

test('signing in again only accepts newer invitations', async () => {
  const email = newEmail()
  const account = await newAccount({ [email]: 'BILLING' })
  await signIn(email)
  const before = await findUser(email)
  const later = await newAccount({ [email]: 'MEMBER' })
  await signIn(email)
  const after = await findUser(email)

  expect(after?.id).toBe(before?.id)
  expect(after?.accounts).toEqual(before?.accounts)
  expect(after?.memberships.filter(({ billingAccountId }) => billingAccountId === account)).toEqual(
    before?.memberships,
  )
  expect(after?.memberships.map(({ billingAccountId }) => billingAccountId).sort()).toEqual(
    [account, later].sort(),
  )
  expect(await db().user.count({ where: { name: email } })).toBe(1)
})

test('signing in as another user in the same browser ends the first user’s session', async () => {
  const [ada, grace] = [newEmail(), newEmail()]
  const { browser, sessionToken: first } = await signIn(ada)
  const { sessionToken: second } = await signIn(grace, { browser })

  expect(second).not.toBe(first)
  expect(await findUser(ada)).toMatchObject({ sessions: [], accounts: [{ provider: 'oidc' }] })
  expect(await findUser(grace)).toMatchObject({
    sessions: [{ sessionToken: second }],
    accounts: [{ provider: 'oidc' }],
  })
})

test('signing in again in the same browser gets a new session token', async () => {
  const email = newEmail()
  const { browser, sessionToken: first } = await signIn(email)
  const { sessionToken: second } = await signIn(email, { browser })
  expect(second).not.toBe(first)
  expect((await findUser(email))?.sessions).toMatchObject([{ sessionToken: second }])
})

test('a broken session cookie is ignored and does not prevent signing in', async () => {
  const written = vi.spyOn(process.stderr, 'write')
  const email = newEmail()
  const browser = createTestBrowser()
  browser.setCookie(own, COOKIE, 'broken%00cookie')
  expect((await browser.visit(`${own}/api/auth/session`)).text).toBe('{}')
  browser.setCookie(own, COOKIE, 'broken%00cookie')
  const { arrived, sessionToken } = await signIn(email, { browser })
  expect(arrived.url).toBe(`${own}/billing`)
  expect(await findUser(email)).toMatchObject({ sessions: [{ sessionToken }] })
  expect(written).not.toHaveBeenCalled()
})

/** A user who has this address through another identity. */
async function newHolder(email: string): Promise<string> {
  const identity = { type: 'oauth', provider: 'oidc', providerAccountId: randomUUID() }
  const { id } = await db().user.create({
    data: { email, name: 'The former identity', emailVerified: new Date(), accounts: { create: identity } },
  })
  return id
}

test('refuses an address that another identity has, with an explanation and no change', async () => {
  const email = newEmail()
  const account = await newAccount({ [email]: 'OWNER' })
  await newHolder(email)
  const { arrived, sessionToken } = await signIn(email)
  expect(new URL(arrived.url).pathname).toBe('/sign-in')
  expect(new URL(arrived.url).searchParams.get('error')).toBe('OAuthAccountNotLinked')
  expect(sessionToken).toBeUndefined()
  expect(await db().membership.count({ where: { billingAccountId: account } })).toBe(0)
})

test('a sign-in with a released user’s verified address gets that user, not the old session', async () => {
  const email = newEmail()
  const holder = await newHolder(email)
  const account = await newAccount()
  await db().membership.create({ data: { userId: holder, billingAccountId: account, role: 'OWNER' } })
  await db().session.create({
    data: { userId: holder, sessionToken: randomUUID(), expires: new Date(Date.now() + THIRTY_DAYS_MS) },
  })

  await releaseIdentities(db(), { email, isDryRun: true })
  expect(new URL((await signIn(email)).arrived.url).searchParams.get('error')).toBe('OAuthAccountNotLinked')

  await releaseIdentities(db(), { email, isDryRun: false })
  const { arrived, sessionToken } = await signIn(email)
  expect(arrived.url).toBe(`${own}/billing`)
  const user = await db().user.findUniqueOrThrow({
    where: { email },
    include: { accounts: true, sessions: true, memberships: true },
  })
  expect(user).toMatchObject({
    id: holder,
    emailVerified: expect.any(Date),
    accounts: [{ provider: 'oidc' }],
    sessions: [{ sessionToken }],
    memberships: [{ billingAccountId: account, role: 'OWNER' }],
  })
})

test('an unverified address does not claim a released user', async () => {
  const email = newEmail()
  const holder = await newHolder(email)
  await releaseIdentities(db(), { email, isDryRun: false })
  await signIn(email, { verified: false })
  expect(await findUser(email)).toMatchObject({ email: null })
  expect(await db().account.count({ where: { userId: holder } })).toBe(0)
})

test('only one of two identities with one address claims a released user', async () => {
  const email = newEmail()
  const holder = await newHolder(email)
  await releaseIdentities(db(), { email, isDryRun: false })
  const { createUser } = authAdapter()
  const claims = await Promise.allSettled(
    Array.from({ length: 5 }, () => createUser?.({ email, emailVerified: null })),
  )
  expect(claims.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: { id: holder } }])
})

test('an address that becomes another in lower case is not treated as that one', async () => {
  const email = newEmail().replace('sign-in', 'sign-ink')
  emails.push(email)
  const account = await newAccount({ [email]: 'OWNER' })
  const lookalike = email.replace('k', '\u212a')
  expect(lookalike.toLowerCase()).toBe(email)
  emails.push(lookalike)
  const { arrived } = await signIn(lookalike)
  expect(arrived.url).toBe(`${own}/billing`)
  expect(await findUser(lookalike)).toMatchObject({ email: null, memberships: [] })
  await signIn(email)
  expect(await findUser(email)).toMatchObject({ email, memberships: [{ billingAccountId: account }] })
})

test('cancelling at the provider redirects with a code, without a session or a logged error', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const browser = createTestBrowser()
  const page = await goToProvider(browser)
  const arrived = new URL((await browser.visit(page.url, { form: { cancel: 'yes' } })).url)
  expect(arrived.origin + arrived.pathname).toBe(`${own}/sign-in`)
  expect(arrived.searchParams.get('error')).toBe('AccessDenied')
  expect(written).not.toHaveBeenCalled()
  expect(browser.cookie(COOKIE)).toBeUndefined()
})

test('no request header moves the redirect URI or the return URL to another host', async () => {
  vi.stubEnv('AUTH_TRUST_HOST', 'true')
  const browser = createTestBrowser()
  const page = await goToProvider(browser, '/billing', {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
  })
  // The provider compares redirect URIs exactly, so its page appears only for the right one.
  expect(page).toMatchObject({ status: 200 })
  expect(page.url.startsWith(openid.address)).toBe(true)
})

test('refuses a callback that another browser started', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const email = newEmail()
  const attacker = createTestBrowser({ stopAt: (url) => url.includes('/api/auth/callback/') })
  const page = await goToProvider(attacker)
  const callback = await attacker.visit(page.url, { form: { email, verified: 'on' } })
  const victim = createTestBrowser()
  const arrived = await victim.visit(callback.url)
  expect(new URL(arrived.url).searchParams.get('error')).toBe('SignInLost')
  expect(victim.cookie(COOKIE)).toBeUndefined()
  expect(await db().user.count({ where: { email } })).toBe(0)
})

const post = (path: string, headers: Record<string, string>, body = '') =>
  fetch(`${own}/api/auth/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams(body),
  })

test('a form on our own page needs no CSRF token, and a stale one does no harm', async () => {
  const stale = `next-auth.csrf-token=${'a'.repeat(64)}%7C${'b'.repeat(64)}`
  const response = await post('signin/oidc', { Origin: own, Cookie: stale }, 'callbackUrl=/billing')
  expect(response.headers.get('Location')).toContain(openid.address)
})

test.each([
  ['another host name of the deployment', () => ({ Origin: own.replace('localhost', '127.0.0.1') })],
  ['another site', () => ({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' })],
  ['an unknown page, without a token', () => ({})],
])('a sign-in that is started from %s is redirected to the sign-in page at the origin', async (_, from) => {
  const response = await post('signin/oidc', from(), 'callbackUrl=/billing')
  expect(response.status).toBe(303)
  const location = new URL(response.headers.get('Location') ?? '')
  expect(location.origin + location.pathname).toBe(`${own}/sign-in`)
  expect(location.searchParams.get('callbackUrl')).toBe(`${own}/billing`)
  expect(response.headers.getSetCookie()).toEqual([])
})

test('refuses a form from another host name despite its valid token', async () => {
  const arrived = await goToProvider(createTestBrowser(), '/billing', {
    Origin: own.replace('localhost', 'alias.localhost'),
  })
  expect(arrived.url).toMatch(`${own}/sign-in`)
})

test.each(['blob:{own}/billing', 'javascript:alert(1)', 'https://evil.example/', '%', ''])(
  'a sign-in with the callback URL %j redirects to this origin',
  async (callbackUrl) => {
    const browser = createTestBrowser()
    const page = await goToProvider(browser, callbackUrl.replace('{own}', own))
    const arrived = await browser.visit(page.url, { form: { email: newEmail(), verified: 'on' } })
    expect(arrived).toMatchObject({ status: 200, url: callbackUrl === '%' ? `${own}/%` : `${own}/` })
  },
)

test('a body above 16 KiB is refused before NextAuth sees it', async () => {
  const response = await post('signin/oidc', { Origin: own }, `callbackUrl=${'a'.repeat(17 * 1024)}`)
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ error: { code: 'VALIDATION_FAILED' } })
})

/** URLs that a visitor can construct without a secret. */
const MADE_UP = [
  'error?error=%E2%82%AC',
  'error?error=%0d%0aSet-Cookie:a=b',
  'error/%E2%82%AC',
  'error',
  'signin?error=%E2%82%AC&callbackUrl=blob:x',
  `callback/oidc?error=${'long+'.repeat(1_000)}`,
  'callback/oidc?error=access_denied',
  'callback/oidc?code=1&state=2',
  'callback/oidc',
]

test.each(MADE_UP)('%.60s is redirected to the sign-in page without an error in the log', async (path) => {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  const response = await fetch(`${own}/api/auth/${path}`, { redirect: 'manual' })
  expect([302, 303]).toContain(response.status)
  expect(new URL(response.headers.get('Location') ?? '', own).href).toMatch(
    /\/(?:api\/auth\/signin|sign-in)\?/,
  )
  expect(response.headers.getSetCookie().join()).not.toContain('a=b')
  for (const line of lines) expect(line).not.toContain('"level":"error"')
  expect(lines.join('').length).toBeLessThan(1_000)
})

test.each([
  ['a code that was never issued', (url: URL) => url.searchParams.set('code', 'made-up')],
  ['an error', (url: URL) => url.searchParams.set('error', 'x'.repeat(5_000))],
  ['no code', (url: URL) => url.searchParams.delete('code')],
  ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
  ['an ID token', (url: URL) => url.searchParams.set('id_token', 'made-up')],
])('a callback for a started sign-in with %s is not a server error', async (_, change) => {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  const email = newEmail()
  let stop = true
  const browser = createTestBrowser({ stopAt: (url) => stop && url.includes('/api/auth/callback/') })
  const page = await goToProvider(browser)
  const callback = new URL((await browser.visit(page.url, { form: { email, verified: 'on' } })).url)
  change(callback)
  stop = false
  const arrived = await browser.visit(callback.href)
  expect(arrived.status).toBe(200)
  for (const line of lines) expect(line).not.toContain('"level":"error"')
  expect(lines.join('').length).toBeLessThan(2_000)
})
