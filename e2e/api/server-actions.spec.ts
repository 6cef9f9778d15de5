import { expect } from 'playwright/test'
import { db } from '@/lib/db'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { fromOwnPage, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import type { TestUser } from '../fixtures/test-data'

const PAGE = '/api-keys/new'
const EVIL = 'https://evil.example'

/** The form for a new key as a browser without JavaScript sends it, with React's hidden fields. */
async function filledForm(user: TestUser): Promise<{ body: string; headers: Record<string, string> }> {
  const page = await send({ path: PAGE, method: 'GET', headers: { Cookie: user.cookie } })
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  const fields = hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')] as const)
  expect(fields.map(([name]) => name)).toContain('accountId')
  const form = new FormData()
  // Excludes the sign-out form in the header.
  for (const [name, value] of [
    ...fields,
    ['name', 'By form'],
    ['lifetime', '30'],
    ['scope', 'billing_portal:create'],
  ] as const)
    if (name !== 'csrfToken' && name !== 'callbackUrl') form.append(name, value)
  const request = new Request(OWN_ORIGIN, { method: 'POST', body: form })
  return {
    body: await request.text(),
    headers: { 'Content-Type': request.headers.get('Content-Type') ?? '' },
  }
}

const FOREIGN = {
  'another site': { Origin: EVIL, 'Sec-Fetch-Site': 'cross-site' },
  'another site that names itself as the host': {
    Origin: EVIL,
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    'Sec-Fetch-Site': 'cross-site',
  },
  'another site, by a browser without Fetch Metadata': { Origin: EVIL },
  'a sandboxed frame': { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
  'a page that hides its origin': { 'Sec-Fetch-Site': 'cross-site' },
  'an unknown place': {},
}

for (const [name, from] of Object.entries(FOREIGN)) {
  test(`a form from ${name} does nothing`, async ({ data }) => {
    const account = await data.account()
    const user = await data.user({ account, role: 'OWNER' })
    const { body, headers } = await filledForm(user)
    const { text } = await send({ path: PAGE, headers: { ...headers, ...from, Cookie: user.cookie }, body })
    expect(text).not.toContain('Your new API key')
    expect(await db().apiKey.count({ where: { billingAccountId: account.id } })).toBe(0)
  })
}

test('a form from the app’s own page works behind a proxy with another host', async ({ data }) => {
  const account = await data.account()
  const user = await data.user({ account, role: 'OWNER' })
  const { body, headers } = await filledForm(user)
  const { status, text } = await send({
    path: PAGE,
    headers: {
      ...headers,
      ...fromOwnPage(user),
      Host: 'app.internal:8080',
      'X-Forwarded-Host': 'proxy.internal',
    },
    body,
  })
  expect(status).toBe(200)
  expect(text).toContain('Your new API key')
  expect(await db().apiKey.count({ where: { billingAccountId: account.id } })).toBe(1)
})

test('an oversized form does nothing', async ({ data }) => {
  const account = await data.account()
  const user = await data.user({ account, role: 'OWNER' })
  const { body, headers } = await filledForm(user)
  const large = body.replace('By form', 'x'.repeat(64 * 1024))
  const { text } = await send({ path: PAGE, headers: { ...headers, ...fromOwnPage(user) }, body: large })
  expect(text).not.toContain('Your new API key')
  expect(await db().apiKey.count({ where: { billingAccountId: account.id } })).toBe(0)
})
