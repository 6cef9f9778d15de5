import { setTimeout } from 'node:timers/promises'
import { expect } from 'playwright/test'
import { IDEMPOTENCY_WINDOW_S } from '@/lib/limits/idempotency-key'
import { injectFault } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { AS_JSON, bearer, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import type { TestKey } from '../fixtures/test-data'
import { expectFailure, expectPortalUrl } from './expectations'

/** Longer than a test takes. A new window between two requests would rightly create a second session. */
const TEST_MS = 10_000

test.beforeEach(async () => {
  const left = IDEMPOTENCY_WINDOW_S * 1000 - (Date.now() % (IDEMPOTENCY_WINDOW_S * 1000))
  if (left < TEST_MS) await setTimeout(left)
})

const requestWith = ({ key }: TestKey, idempotencyKey: string, body?: object) =>
  send({
    headers: { ...bearer({ key }), 'Idempotency-Key': idempotencyKey, ...(body && AS_JSON) },
    ...(body && { body: JSON.stringify(body) }),
  })

/** How many sessions Stripe created: one per idempotency key, however many calls. */
async function sessionsCreated(customer: string): Promise<number> {
  const made = (await portalCalls(customer)).filter(({ status }) => status === 200)
  return new Set(made.map(({ idempotencyKey }) => idempotencyKey)).size
}

test('a repeat with the same key and body returns the same URL', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const first = expectPortalUrl(await requestWith(key, 'order-1', { locale: 'de' }))
  expect(expectPortalUrl(await requestWith(key, 'order-1', { locale: 'de' }))).toBe(first)
  expect(await sessionsCreated(account.customer)).toBe(1)
})

test('another key, or no key, creates another session', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const answers = [
    await requestWith(key, 'order-1'),
    await requestWith(key, 'order-2'),
    await send({ headers: bearer(key) }),
  ]
  expect(new Set([...answers, await send({ headers: bearer(key) })].map(expectPortalUrl)).size).toBe(4)
})

test('fifty concurrent requests with one key create exactly one portal session', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const answers = await Promise.all(Array.from({ length: 50 }, () => requestWith(key, 'fifty')))
  const opened = answers.filter(({ status }) => status === 200)
  expect(new Set(opened.map(expectPortalUrl)).size).toBe(1)
  for (const late of answers.filter(({ status }) => status !== 200))
    expectFailure(late, { status: 409, code: 'IDEMPOTENCY_KEY_REUSE', message: /still in progress/ })
  expect(await sessionsCreated(account.customer)).toBe(1)
  expect(expectPortalUrl(await requestWith(key, 'fifty'))).toBe(opened[0] && expectPortalUrl(opened[0]))
})

test('callers never share a key, not even within one account', async ({ data }) => {
  const [account, another] = await Promise.all([data.account(), data.account()])
  const keys = await Promise.all([data.key(account), data.key(account), data.key(another)])
  const urls = (await Promise.all(keys.map((key) => requestWith(key, 'same')))).map(expectPortalUrl)
  expect(new Set(urls).size).toBe(3)
  expect(await sessionsCreated(account.customer)).toBe(2)
  expect(await sessionsCreated(another.customer)).toBe(1)
})

test('the key sent to Stripe does not reveal the caller’s key', async ({ data }) => {
  const account = await data.account()
  expectPortalUrl(await requestWith(await data.key(account), 'my-secret-order'))
  const [call] = await portalCalls(account.customer)
  expect(call?.idempotencyKey).toMatch(/^orbitkit-[0-9a-f]{64}$/)
})

test('the same key with another body is 409, and the first response stands', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  const first = expectPortalUrl(await requestWith(key, 'order-1', { locale: 'de' }))
  const other = await requestWith(key, 'order-1', { locale: 'fr' })
  expectFailure(other, { status: 409, code: 'IDEMPOTENCY_KEY_REUSE', message: /with another request/ })
  expect(other.headers).not.toHaveProperty('retry-after')
  expect(expectPortalUrl(await requestWith(key, 'order-1', { locale: 'de' }))).toBe(first)
  expect(await sessionsCreated(account.customer)).toBe(1)
})

test.describe(() => {
  // On a busy machine the repeat may come only after the first response.
  test.describe.configure({ retries: 1 })

  test('a repeat while the first request is in flight is 409 with Retry-After', async ({ data }) => {
    const account = await data.account()
    const key = await data.key(account)
    await injectFault(STRIPE, { kind: 'latency', customer: account.customer, ms: 2_200 })
    const first = requestWith(key, 'slow')
    await expect.poll(() => portalCalls(account.customer), { intervals: [50] }).toHaveLength(1)
    const repeat = await requestWith(key, 'slow')
    expectFailure(repeat, { status: 409, code: 'IDEMPOTENCY_KEY_REUSE', message: /still in progress/ })
    expect(repeat.headers['retry-after']).toMatch(/^[1-9]\d*$/)
    const url = expectPortalUrl(await first)
    expect(expectPortalUrl(await requestWith(key, 'slow'))).toBe(url)
    expect(await sessionsCreated(account.customer)).toBe(1)
  })
})

test('a retry with the same key succeeds after a 500 that Stripe replays', async ({ data }) => {
  const account = await data.account()
  const key = await data.key(account)
  // The first fault hits the request, the second its retry with the next key.
  await injectFault(STRIPE, { kind: 'server-error', customer: account.customer, times: 2, stored: true })
  expectFailure(await requestWith(key, 'order-1'), { status: 502, code: 'PAYMENT_ERROR' })
  const url = expectPortalUrl(await requestWith(key, 'order-1'))
  expect(expectPortalUrl(await requestWith(key, 'order-1'))).toBe(url)
  expect(await sessionsCreated(account.customer)).toBe(1)
})

test('a session whose response was lost is returned, not created twice', async ({ data }) => {
  const account = await data.account()
  await injectFault(STRIPE, { kind: 'reset-after', customer: account.customer })
  expectPortalUrl(await requestWith(await data.key(account), 'order-1'))
  expect(await sessionsCreated(account.customer)).toBe(1)
  expect(await portalCalls(account.customer)).toHaveLength(2)
})

const INVALID = {
  empty: '',
  'longer than 255 characters': 'a'.repeat(256),
  'with a tab inside': 'order\t1',
  'outside ASCII': 'order-\xfc',
}

for (const [name, idempotencyKey] of Object.entries(INVALID)) {
  test(`a key that is ${name} is 400 INVALID_IDEMPOTENCY_KEY, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const answer = await requestWith(await data.key(account), idempotencyKey)
    expectFailure(answer, { status: 400, code: 'INVALID_IDEMPOTENCY_KEY' })
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('a key of 255 printable characters is accepted', async ({ data }) => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('')
  const idempotencyKey = `x${printable}${'y'.repeat(158)}z`
  expect(idempotencyKey).toHaveLength(255)
  expectPortalUrl(await requestWith(await data.key(await data.account()), idempotencyKey))
})
