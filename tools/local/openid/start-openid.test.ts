import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demo } from '@/prisma/seed/demo-people'
import { createTestBrowser } from '@/tools/test/test-browser'
import type { LocalPart } from '../part'
import { startOpenid } from './start-openid'

const REDIRECT_URI = 'http://localhost:4999/api/auth/callback/oidc'
const consoleCalls = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))

let openid: LocalPart

beforeAll(async () => {
  openid = await startOpenid({ redirectUris: [REDIRECT_URI] })
})
afterAll(() => openid.stop())

const variable = (name: string) => openid.variables[name] ?? ''
const newBrowser = () => createTestBrowser({ stopAt: (url) => url.startsWith('http://localhost:4999/') })

/** The authorization URL that an app redirects to, with PKCE (RFC 7636). */
function authorizationAddress(changes: Record<string, string | undefined> = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const parameters: Record<string, string | undefined> = {
    client_id: variable('OIDC_CLIENT_ID'),
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'openid email profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  const address = new URL('/auth', openid.address)
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) address.searchParams.set(name, value)
  return { address: address.href, verifier }
}

async function exchange(code: string, verifier: string, secret = variable('OIDC_CLIENT_SECRET')) {
  const response = await fetch(new URL('/token', openid.address), {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${variable('OIDC_CLIENT_ID')}:${secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: verifier,
    }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

async function signIn(form: Record<string, string>, browser = newBrowser()) {
  const { address, verifier } = authorizationAddress()
  const page = await browser.visit(address)
  const returned = new URL((await browser.visit(page.url, { form })).url)
  const { body } = await exchange(returned.searchParams.get('code') ?? '', verifier)
  const userinfo = await fetch(new URL('/me', openid.address), {
    headers: { Authorization: `Bearer ${body.access_token}` },
  })
  return (await userinfo.json()) as Record<string, unknown>
}

test('a demo person signs in with one click', async () => {
  const { text, status } = await newBrowser().visit(authorizationAddress().address)
  expect(status).toBe(200)
  expect(text).toContain(`name="email" value="${demo.owner.email}"`)
  const claims = await signIn({ email: demo.owner.email, verified: 'on' })
  expect(claims).toEqual({
    sub: expect.any(String),
    email: demo.owner.email,
    email_verified: true,
    name: demo.owner.name,
  })
})

test('signs in any address, as the same person in any spelling of it', async () => {
  const first = await signIn({ email: 'Ada@Example.com', name: 'Ada', verified: 'on' })
  const second = await signIn({ email: ' ada@example.com ', verified: 'on' })
  const other = await signIn({ email: 'grace@example.com', verified: 'on' })
  expect(first).toMatchObject({ email: 'ada@example.com', email_verified: true, name: 'Ada' })
  expect(second.sub).toBe(first.sub)
  expect(other.sub).not.toBe(first.sub)
})

test('marks an address as unverified when the box is unchecked', async () => {
  expect(await signIn({ email: 'eve@example.com' })).toMatchObject({ email_verified: false })
})

test('the same browser can sign in again as another person', async () => {
  const browser = newBrowser()
  expect(await signIn({ email: demo.owner.email, verified: 'on' }, browser)).toMatchObject({
    email: demo.owner.email,
  })
  expect(await signIn({ email: demo.member.email, verified: 'on' }, browser)).toMatchObject({
    email: demo.member.email,
  })
})

test('rejects an invalid address with a message, and keeps and escapes the input', async () => {
  const browser = newBrowser()
  const page = await browser.visit(authorizationAddress().address)
  const refused = await browser.visit(page.url, { form: { email: '"><script>', name: 'Ada <b>' } })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Please type an email address')
  expect(refused.text).toContain('value="&quot;&gt;&lt;script&gt;"')
  expect(refused.text).toContain('value="Ada &lt;b&gt;"')
  expect(refused.text).not.toContain('<script>')
  expect(refused.text).not.toContain(' checked')
})

test('rejects a used or foreign sign-in, with a link back to the app', async () => {
  const browser = newBrowser()
  const page = await browser.visit(authorizationAddress().address)
  for (const visitor of [newBrowser(), browser]) {
    if (visitor === browser) await browser.visit(page.url, { form: { email: 'ada@example.com' } })
    const gone = await visitor.visit(page.url)
    expect(gone.status).toBe(400)
    expect(gone.text).toContain('no longer valid')
    expect(gone.text).toContain('href="http://localhost:4999/"')
  }
})

test('returns to the app with access_denied after cancelling', async () => {
  const browser = newBrowser()
  const page = await browser.visit(authorizationAddress().address)
  const returned = new URL((await browser.visit(page.url, { form: { cancel: 'yes' } })).url)
  expect(returned.origin).toBe('http://localhost:4999')
  expect(Object.fromEntries(returned.searchParams)).toMatchObject({
    error: 'access_denied',
    state: 'the-state',
  })
  expect(returned.searchParams.has('code')).toBe(false)
})

test.each([
  ['an unknown client', { client_id: 'nobody' }],
  ['an unknown redirect URI', { redirect_uri: 'http://localhost:4998/api/auth/callback/oidc' }],
])('redirects nowhere for %s, and shows an error', async (_, changes) => {
  const { status, text, url } = await newBrowser().visit(authorizationAddress(changes).address)
  expect(status).toBe(400)
  expect(url.startsWith(openid.address)).toBe(true)
  expect(text).toContain('Sign-in failed')
})

test('refuses to start without PKCE', async () => {
  const { url } = await newBrowser().visit(
    authorizationAddress({ code_challenge: undefined, code_challenge_method: undefined }).address,
  )
  expect(new URL(url).searchParams.get('error')).toBe('invalid_request')
})

test('exchanges a code once, only with the right verifier and secret', async () => {
  const getCode = async () => {
    const browser = newBrowser()
    const { address, verifier } = authorizationAddress()
    const page = await browser.visit(address)
    const returned = new URL(
      (await browser.visit(page.url, { form: { email: 'ada@example.com', verified: 'on' } })).url,
    )
    expect(returned.searchParams.get('state')).toBe('the-state')
    return { code: returned.searchParams.get('code') ?? '', verifier }
  }
  const { code, verifier } = await getCode()
  expect((await exchange(code, verifier, 'wrong')).body.error).toBe('invalid_client')
  const { status, body } = await exchange(code, verifier)
  expect(status).toBe(200)
  const idToken = JSON.parse(Buffer.from(body.id_token?.split('.')[1] ?? '', 'base64url').toString())
  expect(idToken).toMatchObject({ iss: openid.address, aud: variable('OIDC_CLIENT_ID'), nonce: 'the-nonce' })
  expect((await exchange(code, verifier)).body.error).toBe('invalid_grant')
  const another = await getCode()
  expect((await exchange(another.code, randomBytes(32).toString('base64url'))).body.error).toBe(
    'invalid_grant',
  )
})

test('listens only on loopback, prints nothing, and closes on stop', async () => {
  const part = await startOpenid({ redirectUris: [REDIRECT_URI] })
  expect(new URL(part.address).hostname).toBe('127.0.0.1')
  expect((await fetch(`${part.address}/.well-known/openid-configuration`)).status).toBe(200)
  await part.stop()
  await expect(fetch(part.address)).rejects.toThrow('fetch failed')
  for (const call of consoleCalls) expect(call).not.toHaveBeenCalled()
})
