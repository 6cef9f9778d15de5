import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'playwright/test'
import { injectFault } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import { type Answer, AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import type { startApp } from '../fixtures/start-app'
import { test } from '../fixtures/test'
import type { TestData } from '../fixtures/test-data'
import { type Reference, readReference } from './reference'

type With = { data: TestData; startApp: typeof startApp }

/** A request of a good key, whose customer's portal calls fail at Stripe in the given way. */
const whileStripe =
  (localFault: string) =>
  async ({ data }: With) =>
    send({ headers: bearer(await data.key(await data.account({ localFault }))) })

/** One request for every documented status, and where two stories share a status, one for each. */
const REQUESTS: Record<string, { status: number; ask: (fixtures: With) => Promise<Answer> }> = {
  'a good key': {
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
  'a field that is wrong': {
    status: 400,
    ask: async ({ data }) =>
      send({
        headers: { ...bearer(await data.key(await data.account())), ...AS_JSON },
        body: '{"locale":"tlh"}',
      }),
  },
  'an Idempotency-Key that is wrong': {
    status: 400,
    ask: async ({ data }) =>
      send({ headers: { ...bearer(await data.key(await data.account())), 'Idempotency-Key': '' } }),
  },
  'no key': { status: 401, ask: () => send({}) },
  'a member without the right': {
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
    ask: async ({ data }) => {
      const account = await data.account()
      const headers = { ...bearer(await data.key(account)), 'Idempotency-Key': 'one' }
      await injectFault(STRIPE, { kind: 'latency', customer: account.customer, ms: 1_500 })
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
  'more than the limit': {
    status: 429,
    ask: async ({ data, startApp }) => {
      const { address } = await startApp({ RATE_LIMIT_PER_MINUTE: '1' })
      const headers = bearer(await data.key(await data.account()))
      await send({ origin: address, headers })
      return send({ origin: address, headers })
    },
  },
  'a Stripe key that is refused': { status: 500, ask: whileStripe('wrong-key') },
  'Stripe behind a broken gateway': { status: 502, ask: whileStripe('html-502') },
  'a portal on another host': { status: 502, ask: whileStripe('foreign-url') },
  'Stripe throttling': { status: 503, ask: whileStripe('rate-limit') },
  'a database that is away': {
    status: 503,
    ask: async ({ data, startApp }) => {
      // Port 9, discard: nothing listens there.
      const { address } = await startApp({ DATABASE_URL: 'postgresql://postgres@127.0.0.1:9/away' })
      return send({ origin: address, headers: bearer(await data.key(await data.account())) })
    },
  },
  'Stripe silent': { status: 504, ask: whileStripe('hang') },
}

test('every documented status has a request here', async () => {
  const documented = Object.keys((await readReference()).responses).map(Number)
  expect([...new Set(Object.values(REQUESTS).map(({ status }) => status))].sort()).toEqual(documented.sort())
})

for (const [name, { status, ask }] of Object.entries(REQUESTS)) {
  test(`${name}: ${status} as the served reference describes it`, async ({ data, startApp }) => {
    const answer = await ask({ data, startApp })
    expect(answer.status, answer.text).toBe(status)
    expectConforming(answer, await readReference())
  })
}

/** What HTTP itself and the whole site add; the reference describes the endpoint's own headers. */
const NOT_THE_ENDPOINTS = [
  ...['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding', 'vary'],
  ...['x-frame-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'],
]

function expectConforming(
  { status, headers, text }: Answer,
  { document, responses, resolve }: Reference,
): void {
  const ajv = addFormats.default(new Ajv2020({ strict: false, coerceTypes: true, allErrors: true }))
  ajv.addSchema(document, 'reference')
  const response = responses[String(status)]
  const [mediaType] = String(headers['content-type'] ?? '').split(';')
  expect(text === '' ? [] : [mediaType]).toEqual(Object.keys(response?.content ?? {}))
  if (text !== '') {
    const pointer = `/paths/~1api~1billing-portal/post/responses/${status}/content/application~1json/schema`
    expect(ajv.validate({ $ref: `reference#${pointer}` }, JSON.parse(text)), ajv.errorsText()).toBe(true)
  }

  const described = Object.entries(response?.headers ?? {}).map(
    ([name, header]) => [name.toLowerCase(), resolve(header)] as const,
  )
  for (const [name, { required, schema }] of described) {
    const value = headers[name]
    if (value === undefined) expect(required ?? false, `${name} is missing`).toBe(false)
    else expect(ajv.validate(schema, value), `${name}: ${value}: ${ajv.errorsText()}`).toBe(true)
  }
  const known = [...NOT_THE_ENDPOINTS, ...described.map(([name]) => name)]
  expect(
    Object.keys(headers).filter((name) => !known.includes(name)),
    'headers that nobody described',
  ).toEqual([])
}
