import { expect } from 'playwright/test'
import { bearer, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

const LIMIT = 10
const PARALLEL = 100

/** The limit comes back evenly: one request of ten a minute after so many seconds. */
const SECONDS_A_REQUEST = 60 / LIMIT

/**
 * draft-ietf-httpapi-ratelimit-headers, sections 3 and 4: a list with one item, its parameters whole numbers.
 */
const POLICY = /^"default";q=(\d+);w=60$/
const LEFT = /^"default";r=(\d+);t=(\d+)$/

// They depend on timing, so they get a second attempt on a busy machine.
test.describe.configure({ retries: 1 })

test('two server processes on one database let exactly 10 of 100 parallel requests through', async ({
  data,
  startApp,
}) => {
  const limited = { RATE_LIMIT_PER_MINUTE: String(LIMIT) }
  const apps = await Promise.all([startApp(limited), startApp(limited)])
  const account = await data.account()
  const key = await data.key(account)
  // So that starting up is no part of the burst.
  const warmUp = bearer(await data.key(await data.account()))
  for (const { address } of apps) await send({ origin: address, headers: warmUp })

  const began = Date.now()
  const answers = await Promise.all(
    Array.from({ length: PARALLEL }, (_, index) =>
      send({ origin: apps[index % apps.length]?.address ?? '', headers: bearer(key) }),
    ),
  )
  // None, unless this machine is so busy that the burst lasts longer than a request takes to come back.
  const cameBack = Math.floor((Date.now() - began) / SECONDS_A_REQUEST / 1000)
  const passed = answers.filter(({ status }) => status === 200)
  expect(passed.length).toBeGreaterThanOrEqual(LIMIT)
  expect(passed.length).toBeLessThanOrEqual(LIMIT + cameBack)
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

test('a caller who is over the limit takes nothing from another, not even from a key of the same account', async ({
  data,
  startApp,
}) => {
  const { address } = await startApp({ RATE_LIMIT_PER_MINUTE: '1' })
  const account = await data.account()
  const [first, second] = [await data.key(account), await data.key(account)]
  const asking = (key: { key: string }) => send({ origin: address, headers: bearer(key) })
  expectPortalUrl(await asking(first))
  expectFailure(await asking(first), { status: 429, code: 'RATE_LIMITED' }, address)
  expectPortalUrl(await asking(second))
  expect(await portalCalls(account.customer)).toHaveLength(2)
})

test('every authenticated answer says what is left, also a refused one, and a stranger is told nothing', async ({
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
