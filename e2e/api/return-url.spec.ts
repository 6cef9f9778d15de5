import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

const port = Number(new URL(OWN_ORIGIN).port)

const ACCEPTED = {
  '/billing': `${OWN_ORIGIN}/billing`,
  '/': `${OWN_ORIGIN}/`,
  '/team?tab=invoices#latest': `${OWN_ORIGIN}/team?tab=invoices#latest`,
  [`${OWN_ORIGIN}/team`]: `${OWN_ORIGIN}/team`,
}

for (const [returnUrl, href] of Object.entries(ACCEPTED)) {
  test(`the portal returns to ${returnUrl}`, async ({ data }) => {
    const headers = { ...bearer(await data.key(await data.account())), ...AS_JSON }
    const answer = await send({ headers, body: JSON.stringify({ returnUrl }) })
    expect(await returnLink(expectPortalUrl(answer))).toBe(href)
  })
}

test('the portal returns to /billing by default', async ({ data }) => {
  const answer = await send({ headers: bearer(await data.key(await data.account())) })
  expect(await returnLink(expectPortalUrl(answer))).toBe(`${OWN_ORIGIN}/billing`)
})

const REFUSED = [
  '',
  'billing',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https:///evil.example',
  'https://evil.example/',
  `http://localhost.evil.example:${port}/`,
  `http://localhost:${port}@evil.example/`,
  `http://user@localhost:${port}/`,
  `http://user:pass@localhost:${port}/`,
  `http://localhost:${port + 1}/`,
  'http://localhost/',
  `https://localhost:${port}/`,
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}\\@evil.example/`,
  'javascript:alert(1)',
  'data:text/html,x',
  `ftp://localhost:${port}/`,
  '/\tevil',
  '/\nevil',
  '/ evil',
  ' /billing',
  '/%2f/evil.example',
  '/%5cevil.example',
  '/%09/evil.example',
  '/%00',
  '/.//evil.example',
  `/${'a'.repeat(2_048)}`,
]

for (const returnUrl of REFUSED) {
  test(`refuses to return to ${JSON.stringify(returnUrl).slice(0, 40)}, without calling Stripe`, async ({
    data,
  }) => {
    const account = await data.account()
    const headers = { ...bearer(await data.key(account)), ...AS_JSON }
    const answer = await send({ headers, body: JSON.stringify({ returnUrl }) })
    const details = [{ path: 'returnUrl', message: expect.any(String), code: 'custom' }]
    expectFailure(answer, { status: 400, code: 'VALIDATION_FAILED', details })
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('the portal may return to an allowed origin, but not to another port of it', async ({
  data,
  startApp,
}) => {
  const app = await startApp({ ALLOWED_RETURN_ORIGINS: 'https://app.example.com, http://localhost:5173' })
  const account = await data.account()
  const headers = { ...bearer(await data.key(account)), ...AS_JSON }
  const requestWith = (returnUrl: string) =>
    send({ origin: app.address, headers, body: JSON.stringify({ returnUrl }) })

  expect(await returnLink(expectPortalUrl(await requestWith('https://app.example.com/team')))).toBe(
    'https://app.example.com/team',
  )
  expect(await returnLink(expectPortalUrl(await requestWith('http://localhost:5173/')))).toBe(
    'http://localhost:5173/',
  )
  expect(await stripeCalls(account.customer)).toHaveLength(2)
  for (const refused of [
    'https://app.example.com:8443/',
    'http://app.example.com/',
    'http://localhost:5174/',
  ])
    expect((await requestWith(refused)).status).toBe(400)
  expect(await stripeCalls(account.customer)).toHaveLength(2)
})

/** Opens a portal session, and returns the return link of its page, or null. */
async function returnLink(portalUrl: string): Promise<string | null> {
  const page = await (await fetch(portalUrl)).text()
  const [, href] = /<a class="back" href="([^"]*)"/.exec(page) ?? []
  return href?.replaceAll('&amp;', '&') ?? null
}
