import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'
import { TestBrowser } from '@/tools/test/stripe-browser'
import { makeTestPortal, type TestPortal } from '@/tools/test/stripe-portal'

const MINUTE = 60_000

let local: TestStripe
let portal: TestPortal
beforeAll(async () => {
  local = await startTestStripe()
  portal = await makeTestPortal(local)
})
afterAll(() => local.stop())

test('expires after five minutes if it was never opened', async () => {
  const [early, late] = [await portal.session(), await portal.session()]
  local.advance(4 * MINUTE)
  expect((await new TestBrowser().open(early)).status).toBe(200)
  local.advance(2 * MINUTE)
  const page = await new TestBrowser().open(late)
  expect(page).toMatchObject({ status: 410, html: expect.stringContaining('This link has expired') })
  expect(page.html).toContain('open the billing portal again')
})

test('expires an hour after the last page, not the first', async () => {
  const url = await portal.session()
  const browser = new TestBrowser()
  const statuses = []
  for (const minutes of [0, 50, 50, 61]) {
    local.advance(minutes * MINUTE)
    statuses.push((await browser.open(url)).status)
  }
  expect(statuses).toEqual([200, 200, 200, 410])
})

test('explains an unknown link and a closed account', async () => {
  const never = await new TestBrowser().open(`${local.url}/p/session/test_invented`)
  expect(never).toMatchObject({ status: 404, html: expect.stringContaining('This link is not valid') })

  const { id: customer } = await local.client.customers.create({})
  const url = await portal.session({ customer })
  await local.client.customers.del(customer)
  const closed = await new TestBrowser().open(url)
  expect(closed).toMatchObject({ status: 410, html: expect.stringContaining('was closed') })
})

test('protects its pages from caches, frames, scripts and other sites', async () => {
  const { headers } = await new TestBrowser().open(await portal.session())
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('formats dates and amounts in the session’s language, otherwise in the browser’s', async () => {
  const german = await new TestBrowser().open(await portal.session({ locale: 'de' }))
  for (const shown of ['<html lang="de">', '02.03.2026', '1.234,56']) expect(german.html).toContain(shown)
  const auto = await new TestBrowser().open(await portal.session({ locale: 'auto' }), {
    headers: { 'Accept-Language': 'en-GB,en;q=0.8' },
  })
  for (const shown of ['<html lang="en-GB">', '2 Mar 2026']) expect(auto.html).toContain(shown)
})

test('gives a new link for the right email address if the session can be recovered', async () => {
  const url = await portal.session({ after_expiration: { type: 'customer_login' } })
  local.advance(6 * MINUTE)
  const browser = new TestBrowser()
  expect((await browser.open(url)).html).toContain('Get a new link')

  const wrong = await browser.post(`${url}/recover`, { email: 'eve@example.com' })
  expect(wrong.html).toContain('Check your email')
  expect(wrong.html).not.toContain('/p/session/')

  const right = await browser.post(`${url}/recover`, { email: ' ada@example.com ' })
  const link = /href="([^"]*\/p\/session\/[^"]+)"/.exec(right.html)?.[1] ?? ''
  expect(link).not.toBe(url)
  expect((await browser.open(link)).status).toBe(200)
})

test('gives no new link if the session cannot be recovered', async () => {
  const url = await portal.session()
  local.advance(6 * MINUTE)
  const page = await new TestBrowser().post(`${url}/recover`, { email: 'ada@example.com' })
  expect(page).toMatchObject({ status: 410, html: expect.not.stringContaining('Get a new link') })
  expect(page.html).not.toContain('/p/session/')
})
