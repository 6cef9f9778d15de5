import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startMail } from '@/tools/local/mail/start-mail'
import { startOpenid } from '@/tools/local/openid/start-openid'
import type { LocalPart } from '@/tools/local/part'
import { clearFaults, injectFault } from '@/tools/local/stripe/control'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import { createOwnDatabase, type OwnDatabase } from '@/tools/test/create-own-database'
import { startFreezableProxy } from '@/tools/test/start-freezable-proxy'
import { stripeClient } from './check-stripe'
import { examine } from './examine'

/** The password of a database that does not exist. */
const PASSWORD = 'a-password'

let database: OwnDatabase
let stripe: LocalPart
let openid: LocalPart
let mail: LocalPart
/** Accepts connections and never responds. */
let silent: Server
let silentPlace: string

beforeAll(async () => {
  silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  silentPlace = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const redirectUris = ['http://localhost:4998/api/auth/callback/oidc']
  ;[database, stripe, openid, mail] = await Promise.all([
    createOwnDatabase(),
    startStripe({ statePath: null }),
    startOpenid({ redirectUris }),
    startMail(),
  ])
})

afterEach(() => clearFaults(stripe.address))

afterAll(async () => {
  silent.closeAllConnections()
  silent.close()
  await Promise.all([database.drop(), stripe.stop(), openid.stop(), mail.stop()])
})

const healthy = (): Record<string, string | undefined> => ({
  APP_ENV: 'local',
  PORT: '4998',
  NEXTAUTH_SECRET: 'a secret of forty characters, or a few more',
  DATABASE_URL: database.url,
  ...stripe.variables,
  ...openid.variables,
  ...mail.variables,
})

/** Returns the names of the failed and skipped checks with the given broken settings. */
async function diagnose(broken: Record<string, string | undefined> = {}) {
  const results = await examine({ ...healthy(), ...broken })
  const named = (wanted: string) => results.filter(({ state }) => state === wanted).map(({ name }) => name)
  // Every failure comes with what to do.
  for (const { state, todo } of results) expect(todo !== null).toBe(state === 'failed')
  const text = JSON.stringify(results)
  const secrets = [
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'OIDC_CLIENT_SECRET',
    'NEXTAUTH_SECRET',
  ] as const
  for (const name of secrets) expect(text).not.toContain(healthy()[name])
  expect(text).not.toContain(PASSWORD)
  return { failed: named('failed'), skipped: named('skipped'), text }
}

test('passes every check with healthy local parts', async () => {
  expect(await diagnose()).toMatchObject({ failed: [], skipped: [] })
})

const NO_DATABASE = {
  failed: ['database'],
  skipped: ['migration connection', 'migrations', 'database privileges'],
}
const NO_MIGRATIONS = { failed: ['migrations'], skipped: ['database privileges'] }
const NO_STRIPE = { failed: ['stripe key'], skipped: ['portal configuration', 'billing figures'] }
const only = (name: string) => ({ failed: [name], skipped: [] })

test.each<[string, Record<string, string | undefined>, { failed: string[]; skipped: string[] }]>([
  ['APP_ENV is no environment', { APP_ENV: 'staging' }, only('environment')],
  ['the secret is short', { NEXTAUTH_SECRET: 'short' }, only('environment')],
  ['a limit is no number', { RATE_LIMIT_PER_MINUTE: 'many' }, only('environment')],
  ['no database is named', { DATABASE_URL: '' }, NO_DATABASE],
  ['DATABASE_URL is nonsense', { DATABASE_URL: 'localhost' }, NO_DATABASE],
  [
    'nothing listens at DATABASE_URL',
    { DATABASE_URL: `postgresql://u:${PASSWORD}@127.0.0.1:1/x` },
    NO_DATABASE,
  ],
  ['no Stripe key is set', { STRIPE_SECRET_KEY: undefined }, NO_STRIPE],
  ['the Stripe key is malformed', { STRIPE_SECRET_KEY: 'pk_test_1' }, NO_STRIPE],
  ['the Stripe key is unknown', { STRIPE_SECRET_KEY: 'sk_test_unknown' }, NO_STRIPE],
  ['the Stripe key is live on a developer’s machine', { STRIPE_SECRET_KEY: 'sk_live_1' }, NO_STRIPE],
  ['nothing listens at Stripe’s address', { STRIPE_API_BASE_URL: 'http://127.0.0.1:1' }, NO_STRIPE],
  ['no such configuration', { STRIPE_PORTAL_CONFIGURATION: 'bpc_unknown' }, only('portal configuration')],
  ['a malformed configuration', { STRIPE_PORTAL_CONFIGURATION: 'default' }, only('portal configuration')],
  ['no webhook secret is set', { STRIPE_WEBHOOK_SECRET: '' }, only('webhook secret')],
  ['the webhook secret is malformed', { STRIPE_WEBHOOK_SECRET: 'secret' }, only('webhook secret')],
  ['APP_URL has a path', { APP_URL: 'https://example.com/app' }, only('origin and return URLs')],
  ['a return origin is malformed', { ALLOWED_RETURN_ORIGINS: 'example.com' }, only('origin and return URLs')],
  ['no issuer is set', { OIDC_ISSUER: undefined }, only('sign-in provider')],
  ['the issuer is malformed', { OIDC_ISSUER: 'login.example.com' }, only('sign-in provider')],
  ['nothing listens at the issuer', { OIDC_ISSUER: 'http://127.0.0.1:1' }, only('sign-in provider')],
  ['the client’s secret is wrong', { OIDC_CLIENT_SECRET: 'wrong' }, only('sign-in provider')],
  ['the client is unknown', { OIDC_CLIENT_ID: 'somebody' }, only('sign-in provider')],
  ['half of GitHub is set', { GITHUB_CLIENT_ID: 'somebody' }, only('sign-in provider')],
  ['the mail server is malformed', { EMAIL_SERVER: 'smtp.example.com' }, only('email')],
  ['mail has no sender', { EMAIL_FROM: undefined }, only('email')],
  ['nothing listens at the mail server', { EMAIL_SERVER: `smtp://u:${PASSWORD}@127.0.0.1:1` }, only('email')],
])('fails only its own check when %s', async (_, broken, expected) => {
  expect(await diagnose(broken)).toMatchObject(expected)
})

test('fails the database check when the database does not exist, and says how to create it', async () => {
  const missing = Object.assign(new URL(database.url), { pathname: '/nowhere' })
  expect(await diagnose({ DATABASE_URL: missing.href })).toMatchObject({
    ...NO_DATABASE,
    text: expect.stringContaining('npx prisma migrate deploy'),
  })
})

test.each([
  ['names another schema', { schema: 'app' }, 'remove `schema`'],
  ['asks for TLS that the server does not offer', { sslmode: 'require' }, 'sslmode=disable'],
  ['sets a date style that the app cannot read', { options: '-c datestyle=German' }, 'SET datestyle'],
])('fails the database check when DATABASE_URL %s, and says how to fix it', async (_, parameters, todo) => {
  const url = new URL(database.url)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  expect(await diagnose({ DATABASE_URL: url.href })).toMatchObject({
    ...NO_DATABASE,
    text: expect.stringContaining(todo),
  })
})

test('fails the database check when the database wakes up later than a request waits', async () => {
  const proxy = await startFreezableProxy(database.url)
  proxy.freeze()
  setTimeout(proxy.thaw, 1_500)
  const slow = await diagnose({ DATABASE_URL: `${proxy.url}?connect_timeout=1` })
  await proxy.stop()
  expect(slow.failed).toEqual(['database'])
  expect(slow.text).toContain('connect_timeout=5')
})

test('fails the migration connection alone when nothing listens at DIRECT_DATABASE_URL', async () => {
  const direct = { DIRECT_DATABASE_URL: `postgresql://u:${PASSWORD}@127.0.0.1:1/x` }
  expect(await diagnose(direct)).toMatchObject({
    ...only('migration connection'),
    text: expect.stringContaining('correct host and port in DIRECT_DATABASE_URL'),
  })
})

test('fails the migrations check when migrations are missing or failed', async () => {
  const { client } = database
  await client.query('ALTER TABLE _prisma_migrations RENAME TO elsewhere')
  const none = await diagnose()
  await client.query('ALTER TABLE elsewhere RENAME TO _prisma_migrations')
  await client.query("UPDATE _prisma_migrations SET finished_at = NULL, logs = 'failed'")
  const half = await diagnose()
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), logs = NULL')
  expect(none).toMatchObject({
    ...NO_MIGRATIONS,
    text: expect.stringContaining('npx prisma migrate deploy'),
  })
  expect(half).toMatchObject({
    ...NO_MIGRATIONS,
    text: expect.stringMatching(/the migration \d+_init failed/),
  })
  expect(await diagnose()).toMatchObject({ failed: [] })
})

test('fails the key check when a restricted key cannot read the configuration', async () => {
  await injectFault(stripe.address, { kind: 'missing-permission', path: '/v1/billing_portal/configurations' })
  expect(await diagnose()).toMatchObject({
    ...NO_STRIPE,
    text: expect.stringContaining('Customer portal write'),
  })
})

test('notes which permission the figures of /billing lack, and fails nothing', async () => {
  await injectFault(stripe.address, { kind: 'missing-permission', path: '/v1/products' })
  const { failed, text } = await diagnose()
  expect(failed).toEqual([])
  expect(text).toContain('/billing leaves out figures, because the key lacks: Products read')
})

test('checks the configuration that sessions will use: the named one, or Stripe’s default', async () => {
  const client = stripeClient({
    secretKey: stripe.variables.STRIPE_SECRET_KEY,
    apiBaseUrl: stripe.address,
  })
  const { configurations } = client.billingPortal
  const half = await configurations.create({ features: { invoice_history: { enabled: true } } })
  expect(await diagnose({ STRIPE_PORTAL_CONFIGURATION: half.id })).toMatchObject({
    ...only('portal configuration'),
    text: expect.stringContaining(`off in ${half.id}: payment method update`),
  })

  await configurations.update(half.id, { features: { payment_method_update: { enabled: true } } })
  expect(await diagnose({ STRIPE_PORTAL_CONFIGURATION: half.id })).toMatchObject({
    failed: [],
    text: expect.stringMatching(/off \(portal setup can turn them on\): .*--cancel on.*--plan-changes/),
  })
  await configurations.update(half.id, { active: false })
  expect(await diagnose({ STRIPE_PORTAL_CONFIGURATION: half.id })).toMatchObject(only('portal configuration'))

  const unsaved = await startStripe({ statePath: null, hasDefaultConfiguration: false })
  const none = await diagnose(unsaved.variables)
  await unsaved.stop()
  expect(none).toMatchObject({
    ...only('portal configuration'),
    text: expect.stringContaining('portal setup'),
  })
})

test('requires a live key, https and its own origin in production', async () => {
  const production = {
    APP_ENV: 'production',
    APP_URL: 'https://billing.example.com',
    STRIPE_API_BASE_URL: undefined,
  }
  const results = await examine({ ...healthy(), ...production, NEXTAUTH_URL: 'https://example.com' })
  const todos = new Map(results.map(({ name, todo }) => [name, todo]))
  expect(todos.get('stripe key')).toContain('live key')
  expect(todos.get('origin and return URLs')).toContain('NEXTAUTH_URL')
  expect(todos.get('sign-in provider')).toContain('https')
  expect(await diagnose({ ...production, APP_URL: undefined })).toMatchObject({
    failed: ['stripe key', 'origin and return URLs', 'sign-in provider'],
  })
  const open = await diagnose({ ...production, ALLOWED_RETURN_ORIGINS: 'http://shop.example.com' })
  expect(open.failed).toContain('origin and return URLs')
})

test('ends although every service hangs', async () => {
  const { failed } = await diagnose({
    DATABASE_URL: `postgresql://u:${PASSWORD}@${silentPlace}/x`,
    STRIPE_API_BASE_URL: `http://${silentPlace}`,
    OIDC_ISSUER: `http://${silentPlace}`,
  })
  expect(failed).toEqual(['database', 'stripe key', 'sign-in provider'])
})
