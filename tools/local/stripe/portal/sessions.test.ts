import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'
import { TestBrowser } from './test-browser'

const MINUTE = 60_000

let local: TestStripe
let customer: string
beforeAll(async () => {
  local = await startTestStripe()
  customer = (await local.client.customers.create({ name: 'Ada <b>', email: 'Ada@Example.com' })).id
})
afterAll(() => local.stop())

const session = (params: object = {}) =>
  local.client.billingPortal.sessions.create({
    customer,
    return_url: 'https://shop.example/billing',
    ...params,
  })

test('opens once, and keeps opening for the browser that took it', async () => {
  const { url } = await session()
  const browser = new TestBrowser()
  const first = await browser.open(url)
  expect(first.status).toBe(200)
  expect(first.html).toContain('Return to OrbitKit')
  expect(first.headers.get('set-cookie')).toMatch(
    new RegExp(`^portal_session=\\w+; Path=${new URL(url).pathname}; HttpOnly; SameSite=Lax$`),
  )
  const again = await browser.open(url)
  expect(again.status).toBe(200)
  expect(again.headers.get('set-cookie')).toBeNull()
})

test('tells another browser that the link was used, and shows it nothing', async () => {
  const { url } = await session()
  await new TestBrowser().open(url)
  const other = await new TestBrowser().open(url)
  expect(other.status).toBe(403)
  expect(other.html).toContain('This link was already used')
  expect(other.html).toContain('href="https://shop.example/billing"')
  expect(other.html).not.toContain('Ada')
})

test('is not opened by a cookie that is not its own', async () => {
  const { url } = await session()
  await new TestBrowser().open(url)
  const forged = await new TestBrowser().open(url, { headers: { Cookie: 'other=1; portal_session=forged' } })
  expect(forged.status).toBe(403)
})

test('is not used up by a link checker', async () => {
  const { url } = await session()
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(405)
  expect((await new TestBrowser().open(url)).status).toBe(200)
})

test('expires after five minutes when nobody opened it', async () => {
  const [early, late] = [await session(), await session()]
  local.advance(4 * MINUTE)
  expect((await new TestBrowser().open(early.url)).status).toBe(200)
  local.advance(2 * MINUTE)
  const page = await new TestBrowser().open(late.url)
  expect(page.status).toBe(410)
  expect(page.html).toContain('This link has expired')
  expect(page.html).toContain('open the billing portal again')
})

test('expires an hour after its last page, not after its first', async () => {
  const { url } = await session()
  const browser = new TestBrowser()
  await browser.open(url)
  local.advance(50 * MINUTE)
  expect((await browser.open(url)).status).toBe(200)
  local.advance(50 * MINUTE)
  expect((await browser.open(url)).status).toBe(200)
  local.advance(61 * MINUTE)
  expect((await browser.open(url)).status).toBe(410)
})

test('says that a link is not valid when it never was', async () => {
  const page = await new TestBrowser().open(`${local.url}/p/session/test_invented`)
  expect(page.status).toBe(404)
  expect(page.html).toContain('This link is not valid')
})

test('says that the account was closed when the customer was deleted meanwhile', async () => {
  const { id } = await local.client.customers.create({})
  const { url } = await local.client.billingPortal.sessions.create({ customer: id })
  await local.client.customers.del(id)
  expect(await new TestBrowser().open(url)).toMatchObject({
    status: 410,
    html: expect.stringContaining('was closed'),
  })
})

test('escapes what customers are called', async () => {
  const { html } = await new TestBrowser().open((await session()).url)
  expect(html).toContain('Ada &#60;b&#62;')
  expect(html).not.toContain('Ada <b>')
})

test('keeps its pages from caches, frames, scripts and other sites', async () => {
  const { headers } = await new TestBrowser().open((await session()).url)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('speaks dates and amounts of the session’s language', async () => {
  const draft = await local.client.invoices.create({ customer, currency: 'eur', effective_at: 1_772_409_600 })
  await local.client.invoiceItems.create({ customer, invoice: draft.id, amount: 123_456 })
  await local.client.invoices.finalizeInvoice(draft.id)
  const german = await new TestBrowser().open((await session({ locale: 'de' })).url)
  expect(german.html).toContain('<html lang="de">')
  expect(german.html).toContain('02.03.2026')
  expect(german.html).toContain('1.234,56')
  const auto = await new TestBrowser().open((await session({ locale: 'auto' })).url, {
    headers: { 'Accept-Language': 'en-GB,en;q=0.8' },
  })
  expect(auto.html).toContain('<html lang="en-GB">')
  expect(auto.html).toContain('2 Mar 2026')
})

test('gives a new link to whoever knows the address, where the session may be recovered', async () => {
  const after_expiration = { type: 'customer_login' }
  const { url } = await session({ after_expiration })
  local.advance(6 * MINUTE)
  const browser = new TestBrowser()
  expect((await browser.open(url)).html).toContain('Get a new link')

  const wrong = await browser.post(`${url}/recover`, { email: 'eve@example.com' })
  expect(wrong.html).toContain('Check your e-mail')
  expect(wrong.html).not.toContain('/p/session/')

  const right = await browser.post(`${url}/recover`, { email: ' ada@example.com ' })
  const link = /href="([^"]*\/p\/session\/[^"]+)"/.exec(right.html)?.[1] ?? ''
  expect(link).not.toBe(url)
  expect((await browser.open(link)).status).toBe(200)
})

test('gives no new link after the deadline for it, nor where none was promised', async () => {
  const expires_at = Math.floor(Date.now() / 1000) + 365 * 86_400
  const [limited, plain] = [
    await session({ after_expiration: { type: 'customer_login', customer_login: { expires_at } } }),
    await session(),
  ]
  local.advance(366 * 24 * 60 * MINUTE)
  for (const { url } of [limited, plain]) {
    const page = await new TestBrowser().post(`${url}/recover`, { email: 'ada@example.com' })
    expect(page).toMatchObject({ status: 410, html: expect.not.stringContaining('Get a new link') })
    expect(page.html).not.toContain('/p/session/')
  }
})
