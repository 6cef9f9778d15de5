import { randomUUID } from 'node:crypto'
import { Agent as PlainAgent } from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import { createEmulator, type Emulator } from 'emulate'
import getPort from 'get-port'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { startTestApp } from './test-app'

/**
 * Signing in with GitHub and Google, the whole way, against `emulate`
 * (https://github.com/vercel-labs/emulate).
 * It is laxer than the real ones: its GitHub calls every address primary and verified, ignores the PKCE
 * challenge, and sends no `iss` on the way back, which is added here. What the real ones say about addresses
 * is tested beside `toGitHubUser` and `toUser`.
 */
const CLIENT = { client_id: 'the-client', client_secret: 'the-secret', name: 'OrbitKit Billing' }
const HOSTS = ['github.com', 'api.github.com', 'accounts.google.com']

let app: Awaited<ReturnType<typeof startTestApp>>
let own: string
let emulator: Emulator | undefined
let emulatorPort: number

const { globalAgent } = https

beforeAll(async () => {
  ;[app, emulatorPort] = await Promise.all([startTestApp(), getPort()])
  own = `http://localhost:${app.port}`
  for (const name of ['OIDC_ISSUER', 'EMAIL_SERVER', 'NEXTAUTH_URL']) delete process.env[name]
  Object.assign(process.env, {
    APP_ENV: 'local',
    PORT: String(app.port),
    NEXTAUTH_SECRET: 'a-secret-for-tests-of-32-characters',
    GITHUB_CLIENT_ID: CLIENT.client_id,
    GITHUB_CLIENT_SECRET: CLIENT.client_secret,
    GOOGLE_CLIENT_ID: CLIENT.client_id,
    GOOGLE_CLIENT_SECRET: CLIENT.client_secret,
  })
  // Every https request of this process goes to the emulator, without TLS.
  const agent = Object.assign(new PlainAgent(), {
    protocol: 'https:',
    createConnection: () => connect(emulatorPort, '127.0.0.1'),
  })
  https.globalAgent = agent as unknown as https.Agent
})

afterAll(async () => {
  https.globalAgent = globalAgent
  await app.stop()
})

let email: string

beforeEach(() => {
  email = `emulated-${randomUUID()}@example.com`
})

afterEach(async () => {
  await emulator?.close()
  await db().user.deleteMany({ where: { OR: [{ email }, { name: email }] } })
})

type Person = { email: string; isVerified?: boolean; iss?: string }

async function emulate(service: 'github' | 'google', person: Person): Promise<void> {
  const redirect_uris = [`${own}/api/auth/callback/${service}`]
  const seed =
    service === 'github'
      ? {
          users: [{ login: 'somebody', name: person.email, email: person.email }],
          oauth_apps: [{ ...CLIENT, redirect_uris }],
        }
      : {
          users: [{ email: person.email, name: person.email, email_verified: person.isVerified ?? true }],
          oauth_clients: [{ ...CLIENT, redirect_uris }],
        }
  emulator = await createEmulator({
    service,
    port: emulatorPort,
    seed: { [service]: seed },
    ...(service === 'google' && { baseUrl: 'https://accounts.google.com' }),
  })
}

/** Signs in at the emulated provider, by its button for the person. Returns where the browser arrives. */
async function signIn(service: 'github' | 'google', person: Person) {
  await emulate(service, person)
  const browser = createTestBrowser({ stopAt: (url) => HOSTS.includes(new URL(url).hostname) })
  const form = { callbackUrl: '/billing' }
  const sent = new URL(
    (await browser.visit(`${own}/api/auth/signin/${service}`, { form, headers: { Origin: own } })).url,
  )
  const emulated = `http://127.0.0.1:${emulatorPort}`
  const page = await (await fetch(`${emulated}${sent.pathname}${sent.search}`)).text()
  const forms = page.match(/<form[\s\S]*?<\/form>/g) ?? []
  const chosen = forms.find((one) => one.includes(person.email)) ?? ''
  const fields = [...chosen.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replace(/&amp;/g, '&')],
  )
  const [, action = ''] = /action="([^"]*)"/.exec(chosen) ?? []
  const answer = await fetch(new URL(action, emulated), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  })
  const back = new URL(answer.headers.get('Location') ?? '')
  if (service === 'github') back.searchParams.set('iss', person.iss ?? 'https://github.com/login/oauth')
  const arrived = new URL((await browser.visit(back.href)).url)
  await emulator?.close()
  emulator = undefined
  return {
    arrived: arrived.pathname,
    way: arrived.searchParams.get('way'),
    error: arrived.searchParams.get('error'),
    isSignedIn: browser.cookie('next-auth.session-token') !== undefined,
    asked: sent,
  }
}

const findUser = () => db().user.findFirst({ where: { name: email }, include: { accounts: true } })

test.each(['github', 'google'] as const)(
  'signs in through %s, with a verified address, and keeps no token',
  async (service) => {
    const { asked, ...arrived } = await signIn(service, { email })
    expect(arrived).toEqual({ arrived: '/billing', way: null, error: null, isSignedIn: true })
    expect(asked.searchParams.get('redirect_uri')).toBe(`${own}/api/auth/callback/${service}`)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(await findUser()).toMatchObject({
      email,
      emailVerified: expect.any(Date),
      accounts: [{ provider: service, providerAccountId: expect.any(String) }],
    })
    expect(Object.keys((await findUser())?.accounts[0] ?? {}).sort()).toEqual(
      ['id', 'provider', 'providerAccountId', 'type', 'userId'].sort(),
    )
  },
)

test('asks GitHub for the addresses and for nothing else', async () => {
  const { asked } = await signIn('github', { email })
  expect(asked.searchParams.get('scope')).toBe('user:email')
})

test('a way back from GitHub that names another issuer signs nobody in', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await signIn('github', { email, iss: 'https://evil.example' })).toMatchObject({
    arrived: '/sign-in',
    error: 'OAuthCallback',
    isSignedIn: false,
  })
  vi.restoreAllMocks()
})

test('an address that Google does not call verified is not taken', async () => {
  expect(await signIn('google', { email, isVerified: false })).toMatchObject({ arrived: '/billing' })
  expect(await findUser()).toMatchObject({ email: null, accounts: [{ provider: 'google' }] })
})

test.each([
  ['google', 'github'],
  ['github', 'google'],
] as const)('who signed in with %s before is told so by %s, and nothing is merged', async (first, second) => {
  await signIn(first, { email })
  expect(await signIn(second, { email })).toMatchObject({
    arrived: '/sign-in/other-way',
    way: first,
    isSignedIn: false,
  })
  expect((await findUser())?.accounts).toMatchObject([{ provider: first }])
})

test('who has used email links before is told so by a provider, and nothing is merged', async () => {
  await db().user.create({ data: { email, name: email, emailVerified: new Date() } })
  expect(await signIn('github', { email })).toMatchObject({
    arrived: '/sign-in/other-way',
    way: 'email',
    isSignedIn: false,
  })
  expect((await findUser())?.accounts).toEqual([])
})
