import { randomBytes, randomUUID } from 'node:crypto'
import { expect } from 'playwright/test'
import Stripe from 'stripe'
import { mintApiKey } from '@/lib/api-keys/format'
import { db } from '@/lib/db'
import { putFixtures } from '@/tools/local/stripe/control'
import { startStripe } from '@/tools/local/stripe/start-stripe'
import { STRIPE_FAILURES } from '@/tools/test/stripe-failures'
import { DATABASE_URL } from '../fixtures/local-environment'
import { type Answer, AS_FORM, AS_JSON, bearer, fromOwnPage, type Outgoing, send } from '../fixtures/send'
import { startCollector } from '../fixtures/start-collector'
import { test } from '../fixtures/test'
import { accountAt } from './account-at'
import { type Canaries, leaksIn, leaksInDatabase, leaksInFiles } from './find-leaks'

const random = () => randomBytes(12).toString('hex')
const address = () => `canary-${random()}@example.com`

/** Stripe's IDs, keys and URLs, which must not leave the server. */
const STRIPES_OWN = /\b(?:cus|req|bps|bpc|sub|acct|evt|sk|rk|whsec)_|stripe\.com/

/** Where a canary is allowed, and why. */
const ALLOWED_COLUMNS: Record<string, string> = {
  'User.email: person': 'people are identified and invited by it',
  'Session.sessionToken: session': "NextAuth's sessions are rows, found by the cookie's value",
  'Invitation.email: invited': 'whom an operator has invited, until they sign in',
}

// Timing-dependent, so a busy machine gets one retry.
test.describe.configure({ retries: 1 })

test('leaks no key, code, token, portal URL or email into a log, column, span, metric or failure', async ({
  data,
  startApp,
}) => {
  test.slow()
  const started = new Date()
  const unknownKey = mintApiKey()
  const secrets = {
    stripeKey: `sk_test_canary${random()}`,
    webhookSecret: `whsec_canary${random()}`,
    authSecret: `canary-auth-${randomUUID()}`,
    oidcSecret: `canary-oidc-${random()}`,
    databasePassword: `canary-password-${random()}`,
    unknownKey: unknownKey.slice(-20),
    idempotencyKey: `canary-idempotency-${random()}`,
    signInCode: `canary-code-${random()}`,
    mailLinkToken: random(),
    invited: address(),
    customer: address(),
    stranger: address(),
  }
  const stripe = await startStripe({ statePath: null, secretKey: secrets.stripeKey })
  const collector = await startCollector()
  const app = await startApp({
    ...stripe.variables,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
    NEXTAUTH_SECRET: secrets.authSecret,
    OIDC_CLIENT_SECRET: secrets.oidcSecret,
  })
  const unconnected = await startApp({
    DATABASE_URL: Object.assign(new URL(DATABASE_URL), { password: secrets.databasePassword }).href,
  })

  const { account, customer, key } = await accountAt(stripe, data, { email: secrets.customer })
  const invoicePage = `${stripe.address}/i/canary${random()}`
  await putFixtures(stripe.address, [
    { object: 'invoice', id: 'in_canary', customer, status: 'open', hosted_invoice_url: invoicePage },
  ])
  const person = await data.user({ account, role: 'OWNER' })
  await db().user.update({ where: { id: person.id }, data: { name: 'Canary' } })
  const invitation = { billingAccountId: account.id, email: secrets.invited, role: 'OWNER' as const }
  await db().invitation.create({ data: invitation })
  const { email, sessionToken: session } = person
  const canaries: Canaries = { ...secrets, key: key.key.slice(-20), person: email, session }

  const ask = (request: Outgoing) => send({ origin: app.address, ...request })
  const asKey = { ...bearer(key), ...AS_JSON }
  const asPerson = fromOwnPage(person, app.address)
  const keyed = { ...asKey, 'Idempotency-Key': secrets.idempotencyKey }
  const opened = await Promise.all([
    ask({ headers: asKey }),
    ask({ headers: keyed }),
    ask({ headers: { ...asPerson, ...AS_FORM } }),
  ])
  const invoice = await ask({
    path: '/api/hosted-invoice',
    headers: { ...asPerson, ...AS_FORM },
    body: String(new URLSearchParams({ billingAccountId: account.id, invoice: 'in_canary' })),
  })
  expect(invoice.headers.location).toBe(invoicePage)
  const urls = [...opened.map(portalUrl), invoicePage]

  const requests: Outgoing[] = [
    { headers: keyed, body: '{"locale":"de"}' },
    { headers: bearer({ key: unknownKey }) },
    { headers: { Authorization: `Basic ${secrets.stranger}` } },
    {
      headers: {
        Cookie: `next-auth.session-token=${session}`,
        Origin: 'https://elsewhere.example',
      },
    },
    { headers: asKey, body: `{"${secrets.stranger}":1}` },
    { headers: asKey, body: `{"billingAccountId":"${secrets.stranger}"}` },
    { headers: asKey, body: `{"returnUrl":"https://${secrets.stranger}/"}` },
    { headers: asKey, body: `{"flow":{"type":"subscription_cancel","subscription":"sub_nowhere"}}` },
    { headers: asKey, body: `{"locale":"${secrets.stranger}` },
    { headers: asKey, body: secrets.stranger.repeat(1_000) },
    { headers: { ...asKey, 'Idempotency-Key': `${secrets.idempotencyKey}\t` } },
    { headers: { ...asKey, 'Content-Type': secrets.stranger }, body: '{}' },
    { method: 'GET', headers: asKey },
    { method: 'GET', path: `/api/${secrets.stranger}?key=${unknownKey}` },
    { path: '/api/webhooks/stripe', headers: { 'Stripe-Signature': 't=1,v1=00' }, body: secrets.stranger },
    signed(secrets.webhookSecret, changed(customer, secrets.customer, account.id)),
    signed(secrets.webhookSecret, changed('cus_never', secrets.stranger, account.id)),
    { origin: unconnected.address, headers: asKey },
    { origin: unconnected.address, method: 'GET', path: '/api/health/ready' },
    { origin: unconnected.address, method: 'GET', path: '/billing', headers: asPerson },
  ]
  const faults = await Promise.all(
    Object.keys(STRIPE_FAILURES).map(async (local_fault) => {
      const failing = await accountAt(stripe, data, { email: secrets.customer, metadata: { local_fault } })
      return { headers: { ...bearer(failing.key), ...AS_JSON } }
    }),
  )
  const pages = [
    '/billing',
    `/billing?error=PAYMENT_ERROR&account=${secrets.stranger}`,
    '/api-keys',
    `/sign-in?callbackUrl=${encodeURIComponent(`/billing?to=${secrets.stranger}`)}`,
    `/api/auth/callback/oidc?code=${secrets.signInCode}&state=${unknownKey}`,
    `/sign-in/email?token=${secrets.mailLinkToken}&callbackUrl=%2Fbilling`,
    '/api/auth/session',
  ].map((path) => ({ method: 'GET', path, headers: asPerson }))
  const answers = await Promise.all([...requests, ...faults, ...pages].map(ask))

  // The last path segment of these URLs is their secret.
  const all: Canaries = {
    ...canaries,
    ...Object.fromEntries(urls.map((url, index) => [`portal ${index}`, String(url.split('/').at(-1))])),
  }
  const failures = answers.filter(({ status }) => status >= 400)
  expect(failures.length).toBeGreaterThan(30)
  for (const { status, headers, text } of failures) {
    expect(leaksIn(text + JSON.stringify(headers), all), `in a response with ${status}`).toEqual([])
    expect(text).not.toMatch(STRIPES_OWN)
  }

  // Next's 404 page repeats the visitor's own URL, so it is not among the failures above.
  await ask({ method: 'GET', path: `/nowhere/${secrets.stranger}?token=${secrets.mailLinkToken}` })
  // Sends what the collector has not got yet.
  await app.terminate()
  const printed = app.printed() + unconnected.printed()
  expect(printed).toMatch(/"event":"request.done".+"account":/)
  expect(printed).toContain('"event":"customer.stale"')
  expect(printed).toContain('The database is unavailable (28P01, ')
  expect(leaksIn(printed, all)).toEqual([])
  expect(collector.spans().length).toBeGreaterThan(answers.length)
  expect(collector.metrics()).toContain('http.server.request.duration')
  expect(leaksIn(collector.raw(), all), 'in traces and metrics').toEqual([])
  expect((await leaksInDatabase(all)).sort()).toEqual(Object.keys(ALLOWED_COLUMNS).sort())
  expect(await leaksInFiles('.next', started, all)).toEqual([])
  await Promise.all([stripe.stop(), collector.stop()])
})

/** The URL in a response's body or `Location`. */
function portalUrl({ status, headers, text }: Answer): string {
  const url: unknown = status === 303 ? headers.location : JSON.parse(text).url
  expect(url).toEqual(expect.stringMatching(/\/p\/session\/\w{20,}$/))
  return String(url)
}

/** A webhook as Stripe signs it. */
function signed(secret: string, event: object): Outgoing {
  const body = JSON.stringify(event)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret })
  return { path: '/api/webhooks/stripe', headers: { ...AS_JSON, 'Stripe-Signature': signature }, body }
}

function changed(id: string, email: string, billingAccountId: string): object {
  const object = { id, object: 'customer', email, metadata: { billingAccountId } }
  const event = { object: 'event', type: 'customer.updated', livemode: false, data: { object } }
  return { id: `evt_${random()}`, created: Math.floor(Date.now() / 1000), ...event }
}
