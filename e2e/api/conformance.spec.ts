import { expect } from 'playwright/test'
import { injectFault } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { type Answer, AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import type { startApp } from '../fixtures/start-app'
import { test } from '../fixtures/test'
import type { TestData } from '../fixtures/test-data'
import { expectConforming, readReference } from './expect-conforming'

type With = { data: TestData; startApp: typeof startApp }

/** A request with a valid key, whose customer's portal calls fail at Stripe with this fault. */
const whileStripe =
  (localFault: string) =>
  async ({ data }: With) =>
    send({ headers: bearer(await data.key(await data.account({ localFault }))) })

type DocumentedRequest = {
  status: number
  /** A header that is optional in the reference but required in this case. */
  sends?: string
  ask: (fixtures: With) => Promise<Answer>
}

/** At least one request for every documented status, and one for each distinct cause. */
const DOCUMENTED_REQUESTS: Record<string, DocumentedRequest> = {
  'a valid key': {
    status: 200,
    ask: async ({ data }) => send({ headers: bearer(await data.key(await data.account())) }),
  },
  'a form': {
    status: 303,
    ask: async ({ data }) => {
      const owner = await data.user({ account: await data.account(), role: 'OWNER' })
      return send({ headers: { ...fromOwnPage(owner), ...AS_FORM } })
    },
  },
  'an invalid field': {
    status: 400,
    ask: async ({ data }) =>
      send({
        headers: { ...bearer(await data.key(await data.account())), ...AS_JSON },
        body: '{"locale":"tlh"}',
      }),
  },
  'an invalid Idempotency-Key': {
    status: 400,
    ask: async ({ data }) =>
      send({ headers: { ...bearer(await data.key(await data.account())), 'Idempotency-Key': '' } }),
  },
  'no key': { status: 401, ask: () => send({}) },
  'a plain member': {
    status: 403,
    ask: async ({ data }) =>
      send({ headers: fromOwnPage(await data.user({ account: await data.account(), role: 'MEMBER' })) }),
  },
  'no customer': {
    status: 404,
    ask: async ({ data }) => send({ headers: bearer(await data.key(await data.accountWithoutCustomer())) }),
  },
  GET: { status: 405, ask: () => send({ method: 'GET' }) },
  'an Idempotency-Key with another body': {
    status: 409,
    ask: async ({ data }) => {
      const headers = {
        ...bearer(await data.key(await data.account())),
        ...AS_JSON,
        'Idempotency-Key': 'one',
      }
      await send({ headers, body: '{"locale":"de"}' })
      return send({ headers, body: '{"locale":"fr"}' })
    },
  },
  'an Idempotency-Key in flight': {
    status: 409,
    sends: 'retry-after',
    ask: async ({ data }) => {
      const account = await data.account()
      const headers = { ...bearer(await data.key(account)), 'Idempotency-Key': 'one' }
      await injectFault(STRIPE, { kind: 'latency', customer: account.customer, ms: 2_200 })
      const answers = await Promise.all([send({ headers }), send({ headers })])
      return answers.find(({ status }) => status !== 200) ?? answers[0]
    },
  },
  '17 KiB': {
    status: 413,
    ask: async ({ data }) =>
      send({
        headers: { ...bearer(await data.key(await data.account())), ...AS_JSON },
        body: '{}'.padEnd(17 * 1024),
      }),
  },
  text: {
    status: 415,
    ask: async ({ data }) =>
      send({
        headers: { ...bearer(await data.key(await data.account())), 'Content-Type': 'text/plain' },
        body: '{}',
      }),
  },
  'a request over the limit': {
    status: 429,
    sends: 'retry-after',
    ask: async ({ data, startApp }) => {
      const { address } = await startApp({ RATE_LIMIT_PER_MINUTE: '1' })
      const headers = bearer(await data.key(await data.account()))
      await send({ origin: address, headers })
      return send({ origin: address, headers })
    },
  },
  'a refused Stripe key': { status: 500, ask: whileStripe('wrong-key') },
  'Stripe behind a broken gateway': { status: 502, ask: whileStripe('html-502') },
  'a portal on another host': { status: 502, ask: whileStripe('foreign-url') },
  'Stripe throttling': { status: 503, sends: 'retry-after', ask: whileStripe('rate-limit') },
  'an unavailable database': {
    status: 503,
    sends: 'retry-after',
    ask: async ({ data, startApp }) => {
      // Nothing listens on port 9.
      const { address } = await startApp({ DATABASE_URL: 'postgresql://postgres@127.0.0.1:9/away' })
      return send({ origin: address, headers: bearer(await data.key(await data.account())) })
    },
  },
  'a slow Stripe': { status: 504, ask: whileStripe('latency') },
}

test('every documented status has a request in this file', async () => {
  const documented = Object.keys((await readReference()).responses).map(Number)
  expect([...new Set(Object.values(DOCUMENTED_REQUESTS).map(({ status }) => status))].sort()).toEqual(
    documented.sort(),
  )
})

for (const [name, { status, sends, ask }] of Object.entries(DOCUMENTED_REQUESTS)) {
  test(`${name}: ${status} as in the served reference`, async ({ data, startApp }) => {
    const answer = await ask({ data, startApp })
    expect(answer.status, answer.text).toBe(status)
    if (sends) expect(answer.headers).toHaveProperty(sends)
    expectConforming(answer, await readReference())
  })
}
