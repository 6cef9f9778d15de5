import { expect } from 'playwright/test'
import { PORTAL_HOST, startStripeOverHttps } from '@/tools/test/start-stripe-over-https'
import { OWN_ORIGIN, STRIPE } from '../fixtures/local-environment'
import { AS_FORM, bearer, fromOwnPage, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import { expectFailure } from './expectations'

/** Every header by which a request can claim another host. */
const FORGED = {
  Host: 'evil.example',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'http',
  'X-Forwarded-Port': '81',
  Forwarded: 'host=evil.example;proto=http',
  'X-Original-Host': 'evil.example',
}

/** What Vercel and the operator set on a preview, with an https provider. */
const PREVIEW = {
  APP_ENV: undefined,
  VERCEL: '1',
  VERCEL_ENV: 'preview',
  VERCEL_URL: 'billing-abc123.vercel.app',
  VERCEL_BRANCH_URL: 'billing-git-new.vercel.app',
  VERCEL_GIT_COMMIT_REF: 'new/<strip>',
  APP_URL: 'https://billing.example.com',
  OIDC_ISSUER: 'https://id.example.com',
  STRIPE_PORTAL_HOSTS: PORTAL_HOST,
}

test('a preview returns people to that preview, whatever host a request claims', async ({
  data,
  startApp,
}) => {
  const origin = 'https://billing-git-new.vercel.app'
  const stripe = await startStripeOverHttps(STRIPE)
  const { address } = await startApp({ ...PREVIEW, STRIPE_API_BASE_URL: stripe.address })
  const account = await data.account()
  const user = await data.user({ account, role: 'OWNER' })
  const session = { cookie: `__Host-next-auth.session-token=${user.sessionToken}` }
  const key = bearer(await data.key(account))

  for (const forged of [{}, FORGED]) {
    const opened = await send({ origin: address, headers: { ...forged, ...key } })
    expect(JSON.parse(opened.text)).toEqual({
      url: expect.stringMatching(`^https://${PORTAL_HOST}/p/session/`),
    })

    expectFailure(
      await send({ origin: address, headers: forged }),
      { status: 401, code: 'UNAUTHORIZED' },
      origin,
    )

    const form = { ...fromOwnPage(session, origin), ...AS_FORM }
    const pressed = await send({ origin: address, headers: { ...forged, ...form } })
    expect([pressed.status, pressed.headers.location]).toEqual([
      303,
      expect.stringContaining(`https://${PORTAL_HOST}/`),
    ])
    const failed = await send({ origin: address, headers: { ...forged, ...form }, body: 'x=1' })
    expect(failed.headers.location).toBe(`${origin}/billing?error=VALIDATION_FAILED&account=`)

    const providers = await send({
      origin: address,
      method: 'GET',
      path: '/api/auth/providers',
      headers: forged,
    })
    expect(JSON.parse(providers.text)).toMatchObject({
      oidc: { callbackUrl: `${origin}/api/auth/callback/oidc` },
    })

    const signIn = await send({ origin: address, method: 'GET', path: '/api/auth/signin', headers: forged })
    const cookies = signIn.headers['set-cookie'] ?? []
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-(?!.*Domain).*; Path=\/;.*; Secure/)

    const reference = await send({ origin: address, method: 'GET', path: '/openapi.json', headers: forged })
    expect(JSON.parse(reference.text).servers).toEqual([{ url: origin, description: expect.any(String) }])
  }
  expect(stripe.returnUrls()).toEqual(Array.from({ length: 4 }, () => `${origin}/billing`))

  // Neither the claimed host nor production counts as this preview's own page.
  for (const elsewhere of ['http://evil.example', 'https://evil.example', 'https://billing.example.com']) {
    const answer = await send({
      origin: address,
      headers: { ...FORGED, ...fromOwnPage(session, elsewhere) },
    })
    expectFailure(answer, { status: 403, code: 'FORBIDDEN' }, origin)
  }
  expect(stripe.returnUrls()).toHaveLength(4)
  await stripe.stop()

  // A page of the deployment's own URL is at the branch's; a program's call is not redirected.
  const opened = (host: string, path: string) =>
    send({ origin: address, method: 'GET', path, headers: { Host: host } })
  for (const path of ['/', '/billing?account=x', '/sign-in?callbackUrl=%2Fdocs']) {
    const { status, headers } = await opened(PREVIEW.VERCEL_URL, path)
    expect([status, headers.location]).toEqual([307, `${origin}${path}`])
  }
  expect((await opened(PREVIEW.VERCEL_URL, '/api/health')).status).toBe(200)
  for (const host of [PREVIEW.VERCEL_BRANCH_URL, 'name-of-a-proxy.example']) {
    const page = await opened(host, '/')
    expect(page.status).toBe(200)
    expect(page.text).toContain('>new/&lt;strip&gt;</bdi>')
    expect(page.text).toContain('Stripe test mode')
  }
})

test('a deployment that is no preview says nothing about previews, and redirects no page', async () => {
  const page = await send({ method: 'GET', path: '/', headers: { Host: PREVIEW.VERCEL_URL } })
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('Stripe test mode')
})

test('the sign-in page on another host redirects to the origin once, without a loop', async () => {
  for (const headers of [FORGED, { Host: '10.0.0.7:3000' }, { 'X-Forwarded-Host': 'staging.example.com' }]) {
    const path = '/sign-in?callbackUrl=/docs&error=AccessDenied'
    const asked = await send({ method: 'GET', path, headers })
    const target = new URL(asked.headers.location ?? '')
    expect([asked.status, target.origin, target.pathname]).toEqual([307, OWN_ORIGIN, '/sign-in'])
    expect(Object.fromEntries(target.searchParams)).toEqual({
      callbackUrl: '/docs',
      error: 'AccessDenied',
      moved: '1',
    })
    const arrived = await send({ method: 'GET', path: target.pathname + target.search, headers })
    expect(arrived.status).toBe(200)
  }
})

test('the provider redirects people back to the origin, whatever host a request claims', async () => {
  const csrf = await send({ method: 'GET', path: '/api/auth/csrf', headers: FORGED })
  const cookie = (csrf.headers['set-cookie'] ?? []).map((set) => set.split(';')[0]).join('; ')
  const { csrfToken } = JSON.parse(csrf.text)
  const answer = await send({
    path: '/api/auth/signin/oidc',
    headers: { ...FORGED, ...AS_FORM, Cookie: cookie },
    body: String(new URLSearchParams({ csrfToken, callbackUrl: 'http://evil.example/' })),
  })
  expect(answer.status).toBe(302)
  const sentTo = new URL(answer.headers.location ?? '')
  expect(sentTo.origin).toBe(process.env.OIDC_ISSUER)
  expect(sentTo.searchParams.get('redirect_uri')).toBe(`${OWN_ORIGIN}/api/auth/callback/oidc`)
})

test('docUrl links to the entry of its error', async ({ request }) => {
  const { error } = JSON.parse((await send({})).text)
  const page = await request.get(error.docUrl)
  expect(page.status()).toBe(200)
  expect(await page.text()).toContain(`id="${new URL(error.docUrl).hash.slice(1)}"`)
})
