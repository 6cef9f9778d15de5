import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { PUBLISHED } from '@/lib/auth/published-discoveries'
import { readEnv } from '@/lib/env'
import { checkSignIn } from './check-sign-in'
import { fetchAsSignIn } from './find-discovery'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

type Provider = { url: string; document: Record<string, unknown> }

/** A token endpoint's response to an unknown code, and the requests it received. */
type TokenEndpoint = { status: number; body: unknown; asked: { headers: Headers; form: URLSearchParams }[] }

const knowsTheClient = (): TokenEndpoint => ({ status: 400, body: { error: 'invalid_grant' }, asked: [] })

/** Checks a provider that is the only reachable server. */
async function look(
  { url, document }: Provider,
  {
    variables = {},
    issuer,
    tokens = knowsTheClient(),
  }: {
    variables?: Record<string, string>
    issuer?: string
    tokens?: TokenEndpoint
  } = {},
) {
  vi.stubGlobal('fetch', async (asked: string, { headers, body }: RequestInit = {}) => {
    if (asked === url) return Response.json(document)
    if (asked !== document.token_endpoint) return new Response(null, { status: 404 })
    tokens.asked.push({ headers: new Headers(headers), form: new URLSearchParams(String(body)) })
    return Response.json(tokens.body, { status: tokens.status })
  })
  const source = {
    OIDC_ISSUER: issuer ?? url.replace('/.well-known/openid-configuration', ''),
    OIDC_CLIENT_ID: 'the client',
    OIDC_CLIENT_SECRET: 'a:secret',
    ...variables,
  }
  return checkSignIn.look(readEnv(source))
}

const TRUSTING = { OIDC_TRUST_EMAIL: '1' }

test.each<[keyof typeof PUBLISHED, Parameters<typeof look>[1]]>([
  ['auth0', {}],
  ['auth0', { issuer: PUBLISHED.auth0.document.issuer }],
  ['okta', {}],
  ['google', {}],
  ['keycloak', {}],
  ['cognito', {}],
  ['entraTenant', { variables: TRUSTING }],
  ['b2c', { variables: TRUSTING }],
  ['b2cPolicyInQuery', { issuer: PUBLISHED.b2cPolicyInQuery.url, variables: TRUSTING }],
])('accepts the published discovery document of %s', async (name, options) => {
  expect(await look(PUBLISHED[name], options)).toMatchObject({ ok: true })
})

test.each<[keyof typeof PUBLISHED, string, RegExp]>([
  ['entraTenant', 'nobody gets a billing account', /^Read about OIDC_TRUST_EMAIL in \.env\.example/],
  ['b2c', 'nobody gets a billing account', /^Read about OIDC_TRUST_EMAIL/],
  [
    'entraCommon',
    'nobody gets a billing account',
    /^Set OIDC_ISSUER to the URL of your tenant, .*cannot be trusted/,
  ],
  ['entraOrganizations', 'nobody gets a billing account', /^Set OIDC_ISSUER to the URL of your tenant/],
  [
    'entraOrganizationsV1',
    'cannot check',
    /^Set OIDC_ISSUER to the URL of your tenant, .*microsoftonline\.com\/TENANT_ID\/v2\.0/,
  ],
])('says how to fix the discovery document of %s without breaking sign-in', async (name, words, todo) => {
  const finding = await look(PUBLISHED[name])
  expect(finding).toMatchObject({ ok: false, words: expect.stringContaining(words) })
  if (finding.ok) throw new Error('It found nothing.')
  expect(finding.todo).toMatch(todo)
  expect(finding.todo).not.toMatch(/\{tenantid\}|775527ff/)
})

test('names the algorithm to set when the provider uses another one', async () => {
  const { url, document } = PUBLISHED.okta
  const elliptic = { url, document: { ...document, id_token_signing_alg_values_supported: ['ES256'] } }
  expect(await look(elliptic)).toMatchObject({
    ok: false,
    todo: 'Set OIDC_ID_TOKEN_ALG to an algorithm the provider uses: ES256.',
  })
  expect(await look(elliptic, { variables: { OIDC_ID_TOKEN_ALG: 'ES256' } })).toMatchObject({ ok: true })
})

test.each([
  ['RFC 6749', 401, { error: 'invalid_client' }],
  ['RFC 6749 without the status', 400, { error: 'invalid_client' }],
  ['Auth0', 401, { error: 'access_denied' }],
  ['Entra ID', 400, { error: 'unauthorized_client' }],
  ['a proxy', 401, 'no JSON object'],
])('detects a refused client from the response of %s', async (_, status, body) => {
  expect(await look(PUBLISHED.auth0, { tokens: { status, body, asked: [] } })).toMatchObject({
    ok: false,
    todo: expect.stringContaining('Correct OIDC_CLIENT_ID'),
  })
})

test('sends the client’s secret as sign-in does, in the header or the form', async () => {
  const [header, form] = [knowsTheClient(), knowsTheClient()]
  await look(PUBLISHED.auth0, { tokens: header })
  await look(PUBLISHED.b2cPolicyInQuery, {
    issuer: PUBLISHED.b2cPolicyInQuery.url,
    variables: TRUSTING,
    tokens: form,
  })
  expect(header.asked[0]?.headers.get('Authorization')).toBe(`Basic ${btoa('the+client:a%3Asecret')}`)
  expect(header.asked[0]?.form.has('client_secret')).toBe(false)
  expect(form.asked[0]?.headers.has('Authorization')).toBe(false)
  expect(Object.fromEntries(form.asked[0]?.form ?? [])).toMatchObject({
    client_id: 'the client',
    client_secret: 'a:secret',
  })
})

/** What GitHub says to a code that it never issued. */
async function lookAtGitHub(error: string) {
  vi.stubGlobal('fetch', async (asked: string) =>
    asked === 'https://github.com/login/oauth/access_token'
      ? Response.json({ error })
      : new Response(null, { status: 404 }),
  )
  return checkSignIn.look(
    readEnv({ GITHUB_CLIENT_ID: 'the-client', GITHUB_CLIENT_SECRET: 'a-secret', PORT: '3000' }),
  )
}

test('says what to correct when GitHub refuses the client, and where it leads back', async () => {
  expect(await lookAtGitHub('incorrect_client_credentials')).toEqual({
    ok: false,
    words: 'github.com responds, but refuses the client',
    todo:
      'Correct GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET. The client’s redirect URI is ' +
      'http://localhost:3000/api/auth/callback/github.',
  })
  expect(await lookAtGitHub('bad_verification_code')).toMatchObject({ ok: true })
})

test('looks at Google as at any issuer, and names every way', async () => {
  const google = { GOOGLE_CLIENT_ID: 'a', GOOGLE_CLIENT_SECRET: 'b', EMAIL_SERVER: 'smtp://localhost' }
  const variables = { ...google, EMAIL_FROM: 'billing@example.com', OIDC_CLIENT_ID: '' }
  expect(await look(PUBLISHED.google, { variables })).toEqual({
    ok: true,
    words: 'accounts.google.com responds and does not refuse the client; email links are on',
  })
})

test('reaches the provider through the proxy in the environment', async () => {
  const asked: string[] = []
  const proxy = createServer((socket) =>
    socket.once('data', (data) => {
      asked.push(String(data).split('\r\n')[0] ?? '')
      socket.end('HTTP/1.1 502 No\r\n\r\n')
    }),
  ).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  vi.stubEnv('NO_PROXY', '')

  expect((await fetchAsSignIn('https://id.example.com/x')).status).toBe(502)
  proxy.close()
  expect(asked).toEqual(['CONNECT id.example.com:443 HTTP/1.1'])
})
