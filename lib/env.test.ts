import { expect, test } from 'vitest'
import { readEnv, VARIABLES } from './env'
import { EnvironmentError } from './environment-error'

test('needs nothing, because building has no environment', () => {
  const env = readEnv({})
  expect(env.appEnv).toBe('local')
  expect(env.stripe.portalHosts).toEqual(['billing.stripe.com'])
  expect(env.api).toEqual({
    rateLimitPerMinute: 60,
    allowedReturnOrigins: [],
    docsUrl: undefined,
    clientAddressHeader: undefined,
  })
})

test('treats an empty variable as unset', () => {
  expect(readEnv({ STRIPE_SECRET_KEY: '', RATE_LIMIT_PER_MINUTE: ' ', APP_ENV: '' })).toEqual(readEnv({}))
})

/** A valid value for each variable with a format; the others accept any text. */
const VALID: Record<string, string> = {
  APP_ENV: 'preview',
  VERCEL_ENV: 'preview',
  APP_URL: 'https://billing.example.com',
  PORT: '3001',
  DATABASE_URL: 'postgresql://127.0.0.1/x',
  DIRECT_DATABASE_URL: 'postgresql://127.0.0.1/x',
  NEXTAUTH_URL: 'https://billing.example.com',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_TRUST_EMAIL: '1',
  OIDC_ID_TOKEN_ALG: 'ES256',
  EMAIL_SERVER: 'smtps://user:p%40ss@smtp.example.com',
  EMAIL_FROM: 'Billing <billing@example.com>',
  STRIPE_SECRET_KEY: 'sk_test_x',
  STRIPE_API_BASE_URL: 'https://stripe.example.com',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  STRIPE_PORTAL_CONFIGURATION: 'bpc_x',
  STRIPE_PORTAL_LINK_RECOVERY: '1',
  ALLOW_TEST_KEY: '1',
  RATE_LIMIT_PER_MINUTE: '7',
  STOP_WITHIN_SECONDS: '8',
  LOG_LEVEL: 'warn',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example.com',
  SKIP_MIGRATIONS: '1',
  ALLOWED_RETURN_ORIGINS: 'https://a.example',
  DOCS_URL: 'https://docs.example.com',
}
const SOURCE = Object.fromEntries(VARIABLES.map((name) => [name, VALID[name] ?? 'text']))

test.each([' ', '\n', '\r\n', '\t', '\ufeff'])(
  'reads every variable alike with %j around its value',
  (space) => {
    const padded = Object.entries(SOURCE).map(([name, value]) => [name, `${space}${value}${space}`])
    expect(readEnv(Object.fromEntries(padded))).toEqual(readEnv(SOURCE))
  },
)

test.each(['"', "'"])(
  'names every variable with %s around its value, without repeating any value',
  (quote) => {
    const quoted = Object.entries(SOURCE).map(([name, value]) => [name, `${quote}${value}${quote}\r`])
    try {
      readEnv(Object.fromEntries(quoted))
      expect.unreachable()
    } catch (error) {
      expect((error as EnvironmentError).problems).toEqual(
        VARIABLES.map((variable) => ({
          variable,
          sentence: `${variable} has quotes around its value: remove them.`,
        })),
      )
    }
  },
)

test.each([
  { source: { NODE_ENV: 'development' }, appEnv: 'local' },
  { source: { NODE_ENV: 'production' }, appEnv: 'production' },
  { source: { NODE_ENV: 'production', APP_ENV: 'local' }, appEnv: 'local' },
  { source: { NODE_ENV: 'production', APP_ENV: 'preview' }, appEnv: 'preview' },
  { source: { NODE_ENV: 'production', VERCEL_ENV: 'preview' }, appEnv: 'preview' },
  { source: { NODE_ENV: 'production', VERCEL_ENV: 'production' }, appEnv: 'production' },
  { source: { NODE_ENV: 'development', VERCEL_ENV: 'development' }, appEnv: 'local' },
  // Vercel knows its environment. A variable shared between environments must not override it.
  { source: { NODE_ENV: 'production', VERCEL_ENV: 'preview', APP_ENV: 'production' }, appEnv: 'preview' },
])('$source is $appEnv', ({ source, appEnv }) => {
  expect(readEnv(source).appEnv).toBe(appEnv)
})

test.each([
  ['APP_ENV', 'staging'],
  ['APP_URL', 'billing.example.com'],
  ['APP_URL', 'https://billing.example.com/app'],
  ['APP_URL', 'ftp://billing.example.com'],
  ['STRIPE_SECRET_KEY', 'pk_test_canary'],
  ['STRIPE_WEBHOOK_SECRET', 'whsec_a,whsec_b,whsec_c'],
  ['STRIPE_PORTAL_CONFIGURATION', 'canary'],
  ['STRIPE_PORTAL_HOSTS', 'https://billing.stripe.com'],
  ['CLIENT_ADDRESS_HEADER', 'X-Real-IP, X-Forwarded-For'],
  ['RATE_LIMIT_PER_MINUTE', '0'],
  ['RATE_LIMIT_PER_MINUTE', '1.5'],
  ['RATE_LIMIT_PER_MINUTE', 'canary'],
  ['ALLOWED_RETURN_ORIGINS', 'https://a.example,canary'],
  ['PORT', '70000'],
  ['EMAIL_SERVER', 'smtp.example.com'],
  ['EMAIL_SERVER', 'https://canary.example.com'],
  ['EMAIL_SERVER', 'smtp://user:100%canary@smtp.example.com'],
  ['EMAIL_SERVER', 'smtp://smtp.example.com/?tls.rejectUnauthorized=false'],
  ['EMAIL_FROM', 'canary'],
  ['EMAIL_FROM', 'billing@example.com, canary@example.com'],
  ['EMAIL_FROM', 'Billing <billing@example.com>\r\nBcc: canary@example.com'],
])('refuses %s=%s in one sentence that does not repeat the value', (name, value) => {
  const read = () => readEnv({ [name]: value })
  expect(read).toThrow(EnvironmentError)
  try {
    read()
  } catch (error) {
    const { problems } = error as EnvironmentError
    expect(problems).toHaveLength(1)
    expect(problems[0]?.variable).toBe(name)
    expect(problems[0]?.sentence).toMatch(new RegExp(`^${name} must be .+\\.$`))
    expect(problems[0]?.sentence).not.toContain('canary')
  }
})

test('reads two webhook secrets while one is being rotated', () => {
  expect(readEnv({ STRIPE_WEBHOOK_SECRET: 'whsec_old, whsec_new' }).stripe.webhookSecrets).toEqual([
    'whsec_old',
    'whsec_new',
  ])
})

test('reads who mail comes from, with and without a name', () => {
  const from = (EMAIL_FROM: string) =>
    readEnv({ EMAIL_SERVER: 'smtp://smtp.example.com', EMAIL_FROM }).auth.email?.from
  expect(from('billing@example.com')).toEqual({ name: '', address: 'billing@example.com' })
  expect(from('OrbitKit Billing <billing@example.com>')).toEqual({
    name: 'OrbitKit Billing',
    address: 'billing@example.com',
  })
})
