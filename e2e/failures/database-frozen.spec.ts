import { expect } from 'playwright/test'
import { type FreezableProxy, startFreezableProxy } from '@/tools/test/start-freezable-proxy'
import { DATABASE_URL } from '../fixtures/local-environment'
import { bearer, send } from '../fixtures/send'
import { portalCalls } from '../fixtures/stripe-calls'
import { test as base } from '../fixtures/test'
import { DATABASE_UNAVAILABLE, expectFailedResponse } from './expect-failed-response'
import { startLoad } from './load'

/**
 * The longest a request may take while the database does not respond. The app's own limits are below 5 s; the
 * rest is for a busy machine. Without them it would take the system's timeouts, which are minutes.
 */
const PATIENCE_MS = 20_000

/** The longest that recovery may take. */
const RECOVERY_MS = 20_000

const SENDERS = 20
const ALL_GOOD = Array.from({ length: SENDERS }, () => 200)

const test = base.extend<{ network: FreezableProxy }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  network: async ({}, use) => {
    const proxy = await startFreezableProxy(DATABASE_URL)
    await use(proxy)
    await proxy.stop()
  },
})

test('returns 503 while the database hangs, without calling Stripe, and recovers soon', async ({
  data,
  network,
  startApp,
}) => {
  const { address: origin } = await startApp({ DATABASE_URL: network.url, RATE_LIMIT_PER_MINUTE: '100000' })
  const account = await data.account()
  const request = { origin, headers: bearer(await data.key(account)) }
  const warmUp = await Promise.all(Array.from({ length: SENDERS }, () => send(request)))
  expect(warmUp.map(({ status }) => status)).toEqual(ALL_GOOD)

  network.freeze()
  const callsBefore = (await portalCalls(account.customer)).length
  const load = startLoad(request, SENDERS)
  const health = startLoad({ origin, method: 'GET', path: '/api/health' }, 1)
  const ready = startLoad({ origin, method: 'GET', path: '/api/health/ready' }, 1)
  await expect
    .poll(() => Math.min(load.answers.length / SENDERS, ready.answers.length))
    .toBeGreaterThanOrEqual(1)
  const [answers, healthy, unready] = await Promise.all([load.stop(), health.stop(), ready.stop()])

  for (const answer of [...answers, ...unready]) {
    expectFailedResponse(answer, origin, DATABASE_UNAVAILABLE)
    expect(answer.to - answer.from).toBeLessThan(PATIENCE_MS)
  }
  expect(healthy.map(({ status }) => status)).toEqual(healthy.map(() => 200))
  expect(await portalCalls(account.customer)).toHaveLength(callsBefore)

  network.thaw()
  await expect(async () => {
    const recovered = await Promise.all(Array.from({ length: SENDERS }, () => send(request)))
    expect(recovered.map(({ status }) => status)).toEqual(ALL_GOOD)
  }).toPass({ timeout: RECOVERY_MS })
  expect((await send({ ...request, method: 'GET', path: '/api/health/ready' })).status).toBe(200)
})

test('connections that a firewall dropped silently fail once and are replaced', async ({
  data,
  network,
  startApp,
}) => {
  const { address: origin } = await startApp({ DATABASE_URL: network.url, RATE_LIMIT_PER_MINUTE: '100000' })
  const request = { origin, headers: bearer(await data.key(await data.account())) }
  await Promise.all(Array.from({ length: SENDERS }, () => send(request)))

  network.forget()
  const load = startLoad(request, SENDERS)
  await expect.poll(() => load.answers.slice(-SENDERS).map(({ status }) => status)).toEqual(ALL_GOOD)
  const answers = await load.stop()
  const failures = answers.filter(({ status }) => status !== 200)
  expect(failures.length).toBeGreaterThan(0)
  for (const failure of failures) {
    expectFailedResponse(failure, origin, DATABASE_UNAVAILABLE)
    expect(failure.to - failure.from).toBeLessThan(PATIENCE_MS)
  }
  const firstGood = answers.find(({ status }) => status === 200)
  expect(firstGood).toBeDefined()
  const late = failures.filter(({ from }) => from > (firstGood?.to ?? 0))
  expect(late).toEqual([])
})
