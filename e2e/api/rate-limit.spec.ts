import { expect } from 'playwright/test'
import { bearer, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

const LIMIT = 10
const PARALLEL = 100

/** Seconds until one request is refilled. */
const SECONDS_A_REQUEST = 60 / LIMIT

/** draft-ietf-httpapi-ratelimit-headers, sections 3 and 4: a list of one item with integer parameters. */
const POLICY = /^"default";q=(\d+);w=60$/
const LEFT = /^"default";r=(\d+);t=(\d+)$/

// Timing-dependent, so a busy machine gets one retry.
test.describe.configure({ retries: 1 })

test('two processes on one database admit exactly 10 of 100 parallel requests', async ({
  data,
  startApp,
}) => {
  const limited = { RATE_LIMIT_PER_MINUTE: String(LIMIT) }
  const apps = await Promise.all([startApp(limited), startApp(limited)])
  const account = await data.account()
  const key = await data.key(account)
  // Keeps start-up out of the burst.
  const warmUp = bearer(await data.key(await data.account()))
  for (const { address } of apps) await send({ origin: address, headers: warmUp })

  const began = Date.now()
  const answers = await Promise.all(
    Array.from({ length: PARALLEL }, (_, index) =>
      send({ origin: apps[index % apps.length]?.address ?? '', headers: bearer(key) }),
    ),
  )
  // Zero, unless the burst takes so long that requests are refilled meanwhile.
  const refilled = Math.floor((Date.now() - began) / SECONDS_A_REQUEST / 1000)
  const passed = answers.filter(({ status }) => status === 200)
  expect(passed.length).toBeGreaterThanOrEqual(LIMIT)
  expect(passed.length).toBeLessThanOrEqual(LIMIT + refilled)
  expect(await portalCalls(account.customer)).toHaveLength(passed.length)

  for (const { headers } of answers) {
    expect(POLICY.exec(String(headers['ratelimit-policy']))?.[1]).toBe(String(LIMIT))
    expect(headers.ratelimit).toMatch(LEFT)
  }
  for (const refused of answers.filter(({ status }) => status !== 200)) {
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([429, 'RATE_LIMITED'])
    expect(refused.headers.ratelimit).toMatch(/;r=0;/)
    const seconds = String(refused.headers['retry-after'])
    expect(seconds).toMatch(/^[1-9]\d*$/)
    expect(Number(seconds)).toBeLessThanOrEqual(SECONDS_A_REQUEST)
  }
})

test('the limit of one key does not affect another, not even of the same account', async ({
  data,
  startApp,
}) => {
  const { address } = await startApp({ RATE_LIMIT_PER_MINUTE: '1' })
  const account = await data.account()
  const [first, second] = [await data.key(account), await data.key(account)]
  const request = (key: { key: string }) => send({ origin: address, headers: bearer(key) })
  expectPortalUrl(await request(first))
  expectFailure(await request(first), { status: 429, code: 'RATE_LIMITED' }, address)
  expectPortalUrl(await request(second))
  expect(await portalCalls(account.customer)).toHaveLength(2)
})

test('every authenticated response says what is left, even a refused one; others say nothing', async ({
  data,
}) => {
  const account = await data.account()
  const key = await data.key(account)
  const good = await send({ headers: bearer(key) })
  const refused = await send({ headers: { ...bearer(key), 'Content-Type': 'text/plain' }, body: 'x' })
  expect([good.status, refused.status]).toEqual([200, 415])
  expect(good.headers.ratelimit).toMatch(/^"default";r=59;t=1$/)
  expect(refused.headers.ratelimit).toMatch(/^"default";r=5[89];t=[12]$/)
  for (const { headers } of [good, refused]) expect(headers['ratelimit-policy']).toBe('"default";q=60;w=60')

  const stranger = await send({})
  expect(stranger.headers).not.toHaveProperty('ratelimit')
  expect(stranger.headers).not.toHaveProperty('ratelimit-policy')
  expect(await stripeCalls(account.customer)).toHaveLength(1)
})
