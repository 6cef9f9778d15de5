import { randomUUID } from 'node:crypto'
import { Agent as PlainAgent } from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import { createEmulator, type Emulator } from 'emulate'
import getPort from 'get-port'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { serveAuth } from '@/tools/test/serve-auth'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'

/**
 * Complete sign-ins with GitHub and Google, against `emulate`
 * (https://github.com/vercel-labs/emulate).
 * It is less strict than the real providers: its GitHub reports every address as primary and verified,
 * ignores the PKCE challenge, and adds no `iss` to the redirect URI, which the test adds. How real profiles
 * are mapped is tested beside `toGitHubUser` and `toUser`.
 */
const CLIENT = { client_id: 'the-client', client_secret: 'the-secret', name: 'OrbitKit Billing' }
const HOSTS = ['github.com', 'api.github.com', 'accounts.google.com']

let app: Awaited<ReturnType<typeof serveAuth>>
let own: string
let emulator: Emulator | undefined
let emulatorPort: number

const { globalAgent } = https

beforeAll(async () => {
  ;[app, emulatorPort] = await Promise.all([serveAuth(), getPort()])
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
          users: [{ login: 'someone', name: person.email, email: person.email }],
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

/** Signs in with the emulated provider's button for the person. Returns the final page. */
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
  const response = await fetch(new URL(action, emulated), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  })
  const back = new URL(response.headers.get('Location') ?? '')
  if (service === 'github') back.searchParams.set('iss', person.iss ?? 'https://github.com/login/oauth')
  const arrived = new URL((await browser.visit(back.href)).url)
  await emulator?.close()
  emulator = undefined
  return {
    arrived: arrived.pathname,
    way: arrived.searchParams.get('way'),
    error: arrived.searchParams.get('error'),
    isSignedIn: browser.cookie('next-auth.session-token') !== undefined,
    request: sent,
  }
}

const findUser = () => db().user.findFirst({ where: { name: email }, include: { accounts: true } })

test.each(['github', 'google'] as const)(
  'signs in through %s, with a verified address, and keeps no token',
  async (service) => {
    const { request, ...arrived } = await signIn(service, { email })
    expect(arrived).toEqual({ arrived: '/billing', way: null, error: null, isSignedIn: true })
    expect(request.searchParams.get('redirect_uri')).toBe(`${own}/api/auth/callback/${service}`)
    expect(request.searchParams.get('code_challenge_method')).toBe('S256')
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

test('requests only the scope for addresses from GitHub', async () => {
  const { request } = await signIn('github', { email })
  expect(request.searchParams.get('scope')).toBe('user:email')
})

test('refuses a redirect from GitHub with the `iss` of another issuer', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await signIn('github', { email, iss: 'https://evil.example' })).toMatchObject({
    arrived: '/sign-in',
    error: 'OAuthCallback',
    isSignedIn: false,
  })
  vi.restoreAllMocks()
})

test('does not store an address that Google has not verified', async () => {
  expect(await signIn('google', { email, isVerified: false })).toMatchObject({ arrived: '/billing' })
  expect(await findUser()).toMatchObject({ email: null, accounts: [{ provider: 'google' }] })
})

test.each([
  ['google', 'github'],
  ['github', 'google'],
] as const)(
  'a user of %s who signs in with %s is sent back to the first, and nothing is merged',
  async (first, second) => {
    await signIn(first, { email })
    expect(await signIn(second, { email })).toMatchObject({
      arrived: '/sign-in/other-way',
      way: first,
      isSignedIn: false,
    })
    expect((await findUser())?.accounts).toMatchObject([{ provider: first }])
  },
)

test('a user of email links who signs in with GitHub is sent back, and nothing is merged', async () => {
  await db().user.create({ data: { email, name: email, emailVerified: new Date() } })
  expect(await signIn('github', { email })).toMatchObject({
    arrived: '/sign-in/other-way',
    way: 'email',
    isSignedIn: false,
  })
  expect((await findUser())?.accounts).toEqual([])
})
