import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect } from 'playwright/test'
import { AS_FORM, fromOwnPage, send } from '../fixtures/send'
import { test } from '../fixtures/test'

const BATCHES = 60
const BATCH = 8

/** A fixed seed keeps runs reproducible. FUZZ_SEED sets another. fast-check prints the seed on failure. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_125)

/** The longest log line, in characters. Visitors' text is truncated long before. */
const MAX_LINE = 6_000

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom('€', '\r\nSet-Cookie: a=b', '\0', 'x'.repeat(5_000), '__proto__', '../..'),
)

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'POST') },
  fc.constantFrom('HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
)

const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'signin',
      'signin/oidc',
      'signin/email',
      'callback/email',
      'verify-request',
      'signout',
      'callback/oidc',
      'callback/oidc',
      'csrf',
      'error',
      'session',
      'providers',
    ),
  },
  fc.constantFrom('', '_log', 'callback', 'callback/other', 'error/oidc', 'signin/oidc/more'),
  noise.map((text) => encodeURIComponent(text.slice(0, 200)) || 'x'),
)

const value = fc.oneof(
  { weight: 2, arbitrary: noise },
  fc.constantFrom(
    '{state}',
    '{csrfToken}',
    '{own}/billing',
    '/billing',
    'blob:{own}/x',
    'data:,x',
    '//evil.example',
  ),
  fc.constantFrom(
    'access_denied',
    'OAuthSignin',
    'OAuthCallback',
    'true',
    '{issuer}',
    'https://evil.example/',
  ),
)

const FIELDS = [
  'error',
  'error_description',
  'callbackUrl',
  'code',
  'state',
  'iss',
  'id_token',
  'response',
  'json',
  'email',
  'token',
  'everywhere',
]
const fields = fc.dictionary(
  fc.oneof(fc.constantFrom(...FIELDS, 'csrfToken', 'nextauth', 'data'), noise),
  value,
  {
    maxKeys: 5,
  },
)

const NAMES = [
  'session-token',
  'session-token.0',
  'callback-url',
  'csrf-token',
  'state',
  'nonce',
  'pkce.code_verifier',
]
const cookie = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.oneof(value.map(encodeURIComponent), fc.constant('%ff'))), {
    maxLength: 3,
  })
  .map((pairs) => pairs.map(([name, text]) => `next-auth.${name}=${text.slice(0, 2_000)}`).join('; '))

const request = fc.record({
  method,
  path,
  query: fields,
  form: fields,
  cookie,
  isUnderWay: fc.boolean(),
  isOurs: fc.boolean(),
  type: fc.oneof(
    { weight: 6, arbitrary: fc.constant(AS_FORM['Content-Type']) },
    fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'text/plain'),
  ),
})

test('no request to the sign-in URLs causes a 5xx or an error in the log', async ({ startApp }) => {
  test.setTimeout(180_000)
  const app = await startApp()
  const origin = app.address
  const started = await send({
    origin,
    path: '/api/auth/signin/oidc',
    headers: { ...fromOwnPage({ cookie: '' }, origin), ...AS_FORM },
  })
  const underWay = (started.headers['set-cookie'] ?? []).map((set) => set.split(';')[0]).join('; ')
  const values: Readonly<Record<string, string>> = {
    own: origin,
    issuer: String(process.env.OIDC_ISSUER),
    state: new URL(started.headers.location ?? '').searchParams.get('state') ?? '',
    csrfToken: /csrf-token=(\w+)/.exec(underWay)?.[1] ?? 'none',
  }
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const encoded = (all: Record<string, string>) =>
    String(new URLSearchParams(Object.entries(all).map(([name, text]) => [name, filled(text)])))
  const statuses = new Map<number, number>()

  const holds = fc.asyncProperty(
    fc.array(request, { minLength: BATCH, maxLength: BATCH }),
    async (requests) => {
      await Promise.all(
        requests.map(async ({ method, path, query, form, cookie, isUnderWay, isOurs, type }) => {
          const from: Record<string, string> = isOurs
            ? { Origin: origin, 'Sec-Fetch-Site': 'same-origin' }
            : {}
          const cookies = [isUnderWay ? underWay : '', filled(cookie)].filter(Boolean).join('; ')
          const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH'
          const answer = await send({
            origin,
            method,
            path: `/api/auth/${path}?${encoded(query).slice(0, 8_000)}`,
            headers: { ...from, 'Content-Type': type, ...(cookies && { Cookie: cookies }) },
            ...(hasBody && { body: encoded(form) }),
          })
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
          assert.ok(answer.status < 500, `${answer.status} ${answer.text}`)
          const { location } = answer.headers
          if (location !== undefined)
            assert.ok([origin, values.issuer].includes(new URL(location, origin).origin), location)
          if (answer.status >= 400 && method !== 'HEAD')
            assert.deepEqual(Object.keys(JSON.parse(answer.text)), ['error'])
        }),
      )
    },
  )
  await fc.assert(holds, { numRuns: BATCHES, seed: SEED })

  console.log(`  responses by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  for (const status of [200, 302, 303, 404, 405, 415])
    expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThanOrEqual(5)
  const lines = app.printed().split('\n')
  const events = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  expect(events.length).toBeGreaterThan(50)
  expect(events.filter(({ level }) => level === 'error')).toEqual([])
  expect(lines.filter((line) => line.length > MAX_LINE)).toEqual([])
  // Only Next's start-up lines and Node's deprecation warnings, and no failure.
  const plain = lines.filter((line) => !line.startsWith('{') && !/^\(node:\d+\) \[DEP\d+\]/.test(line))
  expect(plain.filter((line) => /error|⨯/i.test(line))).toEqual([])
})
