import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Role } from '@/prisma/generated/enums'
import { startOpenid } from '@/tools/local/openid/start-openid'
import type { LocalPart } from '@/tools/local/part'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { startTestApp } from './test-app'

const COOKIE = 'next-auth.session-token'
const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000

let app: Awaited<ReturnType<typeof startTestApp>>
let openid: LocalPart
let own: string

beforeAll(async () => {
  app = await startTestApp()
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

/** Presses "Continue with …" as the sign-in page's form does, and arrives at the provider. */
async function goToProvider(
  browser: Browser,
  callbackUrl = '/billing',
  headers: Record<string, string> = {},
) {
  const { csrfToken } = JSON.parse((await browser.visit(`${own}/api/auth/csrf`, { headers })).text)
  return browser.visit(`${own}/api/auth/signin/oidc`, { form: { csrfToken, callbackUrl }, headers })
}

/** Signs in all the way. The address also serves as the name, by which a user without an address is found. */
async function signIn(email: string, { verified = true, browser = createTestBrowser() } = {}) {
  const page = await goToProvider(browser)
  const form = { email, name: email, ...(verified && { verified: 'on' }) }
  const arrived = await browser.visit(page.url, { form })
  return { browser, arrived, sessionToken: browser.cookie(COOKIE) }
}

const findUser = (name: string) =>
  db().user.findFirst({ where: { name }, include: { accounts: true, sessions: true, memberships: true } })

test('a person signs in through the provider and comes back to where they were going', async () => {
  const email = newEmail()
  const { arrived, sessionToken } = await signIn(email)
  expect(arrived).toMatchObject({ status: 200, url: `${own}/billing` })

  const user = await findUser(email)
  expect(user).toMatchObject({ email, emailVerified: expect.any(Date) })
  expect(user?.sessions).toMatchObject([{ sessionToken }])
  const expires = user?.sessions[0]?.expires.getTime() ?? 0
  expect(Math.abs(expires - Date.now() - THIRTY_DAYS_MS)).toBeLessThan(60_000)
})

test('keeps none of the provider’s tokens', async () => {
  const email = newEmail()
  await signIn(email)
  expect((await findUser(email))?.accounts).toEqual([
    {
      id: expect.any(String),
      userId: expect.any(String),
      type: 'oauth',
      provider: 'oidc',
      providerAccountId: expect.any(String),
      refresh_token: null,
      access_token: null,
      expires_at: null,
      token_type: null,
      scope: null,
      id_token: null,
      session_state: null,
    },
  ])
})

test('a verified address takes up the invitations that wait for it, in any number of accounts, and only its own', async () => {
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

test('an unverified address is not stored and joins nothing; once it is verified, it joins', async () => {
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

test('signing in again changes nothing but takes up newer invitations', async () => {
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

test('signing in as somebody else in the same browser is somebody else, and ends the first one’s session', async () => {
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

test('signing out ends the session at once, and doing it again is no failure', async () => {
  const email = newEmail()
  const { browser, sessionToken = '' } = await signIn(email)
  const { csrfToken } = JSON.parse((await browser.visit(`${own}/api/auth/csrf`)).text)
  const signOut = () => browser.visit(`${own}/api/auth/signout`, { form: { csrfToken, callbackUrl: '/' } })
  const written = vi.spyOn(process.stderr, 'write')

  expect((await signOut()).url).toBe(`${own}/`)
  expect(browser.cookie(COOKIE)).toBeUndefined()
  expect(await findUser(email)).toMatchObject({ sessions: [] })

  browser.setCookie(own, COOKIE, sessionToken)
  expect((await signOut()).url).toBe(`${own}/`)
  expect(written).not.toHaveBeenCalled()
})

test('a broken session cookie is no session, and does not keep its owner from signing in', async () => {
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

test('a sign-in address that another identity already holds is refused in words, and takes nothing', async () => {
  const email = newEmail()
  const account = await newAccount({ [email]: 'OWNER' })
  await db().user.create({ data: { email, name: 'Somebody else’s identity' } })
  const { arrived, sessionToken } = await signIn(email)
  expect(new URL(arrived.url).pathname).toBe('/sign-in')
  expect(new URL(arrived.url).searchParams.get('error')).toBe('OAuthAccountNotLinked')
  expect(sessionToken).toBeUndefined()
  expect(await db().membership.count({ where: { billingAccountId: account } })).toBe(0)
})

test('cancelling at the provider leads to the sign-in page with a code, signs nobody in and alarms nobody', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const browser = createTestBrowser()
  const page = await goToProvider(browser)
  const arrived = new URL((await browser.visit(page.url, { form: { cancel: 'yes' } })).url)
  expect(arrived.origin + arrived.pathname).toBe(`${own}/sign-in`)
  expect(arrived.searchParams.get('error')).toBe('AccessDenied')
  expect(written).not.toHaveBeenCalled()
  expect(browser.cookie(COOKIE)).toBeUndefined()
})

test('no request header moves the redirect URI or the way back to another host', async () => {
  vi.stubEnv('AUTH_TRUST_HOST', 'true')
  const browser = createTestBrowser()
  const page = await goToProvider(browser, '/billing', {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
  })
  // The provider compares redirect URIs exactly, so arriving at its page means that ours was sent.
  expect(page).toMatchObject({ status: 200 })
  expect(page.url.startsWith(openid.address)).toBe(true)
})

test('a callback from another browser signs nobody in', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const email = newEmail()
  const attacker = createTestBrowser({ stopAt: (url) => url.includes('/api/auth/callback/') })
  const page = await goToProvider(attacker)
  const callback = await attacker.visit(page.url, { form: { email, verified: 'on' } })
  const victim = createTestBrowser()
  const arrived = await victim.visit(callback.url)
  expect(new URL(arrived.url).searchParams.get('error')).toBe('OAuthCallback')
  expect(victim.cookie(COOKIE)).toBeUndefined()
  expect(await db().user.count({ where: { email } })).toBe(0)
})
