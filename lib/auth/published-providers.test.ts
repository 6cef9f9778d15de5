import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { Agent as PlainAgent } from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { serve } from '@/tools/test/serve'
import type { serveAuth } from '@/tools/test/serve-auth'
import { createTestBrowser } from '@/tools/test/test-browser'
import { db } from '../db'
import { PUBLISHED } from './published-discoveries'

const CLIENT_ID = 'the-client'
const TENANT = '11111111-2222-3333-4444-555555555555'

const KEYS = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}

type Case = {
  provider: { url: string; document: Record<string, unknown> }
  /** OIDC_ISSUER; defaults to the document's URL without its suffix. */
  issuer?: string
  variables?: Record<string, string>
  /** Claims beyond those of every ID token. */
  claims: Record<string, unknown>
  userinfo?: Record<string, unknown>
  /** Parameters that the provider adds to the redirect URI. */
  callback?: Record<string, string>
  hasAccessToken?: boolean
  /** How the ID token is signed; RS256 by default. */
  alg?: keyof typeof KEYS
}

/** The provider that the server plays. It stands in for every https host. */
let current: Case
let server: Awaited<ReturnType<typeof serve>>
let app: Awaited<ReturnType<typeof serveAuth>>

const { globalAgent } = https

beforeAll(async () => {
  server = await serve(async (request) => respond(request))
  // Sends every https request of this process to that server, without TLS.
  const agent = Object.assign(new PlainAgent(), {
    protocol: 'https:',
    createConnection: () => connect(Number(new URL(server.origin).port), '127.0.0.1'),
  })
  https.globalAgent = agent as unknown as https.Agent
})

afterAll(async () => {
  https.globalAgent = globalAgent
  await server.stop()
})

let email: string

beforeEach(() => {
  // Each copy of the modules parses the environment once.
  vi.resetModules()
  email = `published-${randomUUID()}@example.com`
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await app.stop()
  await db().user.deleteMany({ where: { OR: [{ email }, { name: email }] } })
})

let nonce: string | null = null

function respond(request: Request): Response {
  const { document, url } = current.provider
  const { pathname, search } = new URL(request.url)
  const requested = `https://${request.headers.get('Host')}${pathname}${search}`
  if (requested === url) return Response.json(document)
  if (requested === document.jwks_uri)
    return Response.json({
      keys: Object.entries(KEYS).map(([alg, { publicKey }]) => ({
        ...publicKey.export({ format: 'jwk' }),
        kid: alg,
        use: 'sig',
        alg,
      })),
    })
  if (requested === document.userinfo_endpoint && current.userinfo)
    return Response.json({ sub: email, ...current.userinfo })
  if (requested !== document.token_endpoint) return new Response(requested, { status: 404 })
  return Response.json({
    token_type: 'Bearer',
    id_token: idToken(String(document.issuer)),
    ...(current.hasAccessToken !== false && { access_token: 'access' }),
  })
}

function idToken(issuer: string): string {
  const now = Math.floor(Date.now() / 1000)
  const standard = { aud: CLIENT_ID, sub: email, name: email, iat: now, exp: now + 300, nonce }
  const alg = current.alg ?? 'RS256'
  const parts = [
    { alg, kid: alg, typ: 'JWT' },
    { iss: issuer.replace('{tenantid}', TENANT), ...standard, ...current.claims },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const key = { key: KEYS[alg].privateKey, dsaEncoding: 'ieee-p1363' as const }
  const signature = createSign('SHA256').update(parts.join('.')).sign(key, 'base64url')
  return `${parts.join('.')}.${signature}`
}

/** Signs in at a provider. Returns the final URL and the user. */
async function signIn(testCase: Case) {
  current = testCase
  const issuer = testCase.issuer ?? testCase.provider.url.replace('/.well-known/openid-configuration', '')
  const { serveAuth } = await import('@/tools/test/serve-auth')
  app = await serveAuth()
  const own = `http://localhost:${app.port}`
  const variables = {
    APP_ENV: 'local',
    PORT: String(app.port),
    NEXTAUTH_SECRET: 'a-secret-for-tests-of-32-characters',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: 'secret',
    ...testCase.variables,
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)

  const browser = createTestBrowser({ stopAt: (url) => url.startsWith('https:') })
  const { csrfToken } = JSON.parse((await browser.visit(`${own}/api/auth/csrf`)).text)
  const form = { csrfToken, callbackUrl: '/billing' }
  const sent = new URL((await browser.visit(`${own}/api/auth/signin/oidc`, { form })).url)
  nonce = sent.searchParams.get('nonce')
  const callback = new URLSearchParams({
    code: 'code',
    state: sent.searchParams.get('state') ?? '',
    ...testCase.callback,
  })
  const arrived = new URL((await browser.visit(`${own}/api/auth/callback/oidc?${callback}`)).url)
  const user = await db().user.findFirst({ where: { name: email }, select: { email: true } })
  return { arrived: arrived.pathname, error: arrived.searchParams.get('error'), user }
}

const TRUSTING = { OIDC_TRUST_EMAIL: '1' }
const personalAddress = () => ({ email })

test.each<[string, () => Case]>([
  [
    'Auth0, which ends its issuer with a slash',
    () => ({ provider: PUBLISHED.auth0, claims: { email, email_verified: true } }),
  ],
  ['Okta', () => ({ provider: PUBLISHED.okta, claims: { email, email_verified: true } })],
  ['Google', () => ({ provider: PUBLISHED.google, claims: { email, email_verified: true } })],
  [
    'Keycloak, which adds `iss` to the redirect URI',
    () => ({
      provider: PUBLISHED.keycloak,
      claims: { email, email_verified: true },
      callback: { iss: PUBLISHED.keycloak.document.issuer },
    }),
  ],
  [
    'Cognito, whose userinfo says "true" in a string',
    () => ({ provider: PUBLISHED.cognito, claims: {}, userinfo: { email, email_verified: 'true' } }),
  ],
  [
    'one Entra tenant by its domain, trusted',
    () => ({
      provider: PUBLISHED.entraTenant,
      variables: TRUSTING,
      claims: personalAddress(),
      userinfo: personalAddress(),
    }),
  ],
  [
    'B2C with the policy in the path, trusted, without an access token',
    () => ({
      provider: PUBLISHED.b2c,
      variables: TRUSTING,
      claims: { emails: [email] },
      hasAccessToken: false,
    }),
  ],
  [
    'B2C with the policy in the query, trusted',
    () => ({
      provider: PUBLISHED.b2cPolicyInQuery,
      issuer: PUBLISHED.b2cPolicyInQuery.url,
      variables: TRUSTING,
      claims: { emails: [email] },
      hasAccessToken: false,
    }),
  ],
  [
    'a provider that signs with ES256, the OIDC_ID_TOKEN_ALG',
    () => ({
      provider: PUBLISHED.keycloak,
      variables: { OIDC_ID_TOKEN_ALG: 'ES256' },
      claims: { email, email_verified: true },
      callback: { iss: PUBLISHED.keycloak.document.issuer },
      alg: 'ES256',
    }),
  ],
])('signs in through %s with a verified address', async (_, makeCase) => {
  expect(await signIn(makeCase())).toEqual({ arrived: '/billing', error: null, user: { email } })
})

test.each<[string, () => Case]>([
  [
    'one Entra tenant that is not trusted',
    () => ({ provider: PUBLISHED.entraTenant, claims: personalAddress(), userinfo: {} }),
  ],
  [
    'Entra’s common issuer',
    () => ({ provider: PUBLISHED.entraCommon, claims: { tid: TENANT, email }, userinfo: {} }),
  ],
  [
    'Entra’s common issuer, despite OIDC_TRUST_EMAIL',
    () => ({
      provider: PUBLISHED.entraCommon,
      variables: TRUSTING,
      claims: { tid: TENANT, email },
      userinfo: {},
    }),
  ],
  [
    'Entra’s organizations, despite OIDC_TRUST_EMAIL',
    () => ({
      provider: PUBLISHED.entraOrganizations,
      variables: TRUSTING,
      claims: { tid: TENANT, email },
      userinfo: {},
    }),
  ],
  [
    'a trusted issuer that says the address is not verified',
    () => ({ provider: PUBLISHED.auth0, variables: TRUSTING, claims: { email, email_verified: false } }),
  ],
  [
    'a trusted issuer that says so in a string',
    () => ({ provider: PUBLISHED.auth0, variables: TRUSTING, claims: { email, email_verified: 'false' } }),
  ],
  [
    'a trusted B2C that sends two addresses',
    () => ({
      provider: PUBLISHED.b2c,
      variables: TRUSTING,
      claims: { emails: [email, 'other@example.com'] },
      hasAccessToken: false,
    }),
  ],
])('signs in through %s without an address', async (_, makeCase) => {
  expect(await signIn(makeCase())).toEqual({ arrived: '/billing', error: null, user: { email: null } })
})

test.each<[string, RegExp, () => Case]>([
  [
    'a token of another issuer',
    /unexpected iss value/,
    () => ({ provider: PUBLISHED.auth0, claims: { iss: 'https://samples.auth0.com' } }),
  ],
  [
    'a token whose tenant is not its issuer',
    /unexpected iss value/,
    () => ({ provider: PUBLISHED.entraCommon, claims: { tid: 'another-tenant' }, userinfo: {} }),
  ],
  [
    'Entra’s organizations by version 1, whose issuer sign-in cannot check',
    /unexpected iss value/,
    () => ({ provider: PUBLISHED.entraOrganizationsV1, claims: { tid: TENANT } }),
  ],
  [
    'an ID token whose algorithm is not OIDC_ID_TOKEN_ALG',
    /unexpected JWT alg/,
    () => ({ provider: PUBLISHED.okta, claims: {}, userinfo: {}, alg: 'ES256' }),
  ],
  [
    'a redirect URI with the `iss` of another issuer',
    /iss mismatch/,
    () => ({
      provider: PUBLISHED.keycloak,
      claims: {},
      userinfo: {},
      callback: { iss: 'https://evil.example' },
    }),
  ],
  [
    'B2C when it sends one sub for everyone',
    /sends the same sub for everyone/,
    () => ({
      provider: PUBLISHED.b2c,
      claims: { sub: 'Not supported currently. Use oid claim.' },
      hasAccessToken: false,
    }),
  ],
])('refuses %s', async (_, reason, makeCase) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await signIn(makeCase())).toEqual({ arrived: '/sign-in', error: 'OAuthCallback', user: null })
  expect(String(written.mock.calls.flat())).toMatch(reason)
})
