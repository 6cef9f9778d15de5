import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '@/tools/test/start-test-stripe'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.stop())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${local.url}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${local.secretKey}`, ...init.headers },
  })
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('responds with Stripe’s headers', async () => {
  const customer = await local.client.customers.create({}, { idempotencyKey: 'echoed' })
  expect(customer.lastResponse.headers).toMatchObject({
    'request-id': expect.stringMatching(/^req_/),
    'stripe-version': '2026-10-28.endive',
    'idempotency-key': 'echoed',
    'content-type': 'application/json',
  })
})

test('formats an error as Stripe does', async () => {
  const response = await ask('/v1/customers/cus_none')
  expect(await response.json()).toEqual({
    error: {
      code: 'resource_missing',
      doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
      message: "No such customer: 'cus_none'",
      param: 'id',
      request_log_url: `https://dashboard.stripe.com/test/logs/${response.headers.get('request-id')}`,
      type: 'invalid_request_error',
    },
  })
})

test.each([undefined, 'Digest x', 'Basic c2s6'])(
  'responds 401 without a bearer key (%s)',
  async (authorization) => {
    const response = await fetch(`${local.url}/v1/customers`, {
      headers: authorization ? { authorization } : {},
    })
    expect(response.status).toBe(401)
    expect((await response.json()).error.message).toMatch(/^You did not provide an API key\./)
  },
)

test.each([
  ['GET', '/v1/nothing'],
  ['POST', '/v1/invoices'],
  ['GET', '/v1/customers/'],
])('responds 404 to the unknown call %s %s', async (method, path) => {
  const response = await ask(path, { method })
  expect(response.status).toBe(404)
  expect((await response.json()).error.message).toContain(`Unrecognized request URL (${method}: ${path})`)
})

test.each([
  ['JSON instead of a form', { headers: { 'Content-Type': 'application/json' }, body: '{"name":"x"}' }, 400],
  ['a form that is nested too deeply', { headers: FORM, body: `a${'[b]'.repeat(50)}=1` }, 400],
  ['a form of too many fields', { headers: FORM, body: 'a=1&'.repeat(3_000) }, 400],
  ['an unsupported API version', { headers: { 'Stripe-Version': '2020-08-27' } }, 400],
  ['connected accounts', { headers: { 'Stripe-Account': 'acct_1' } }, 400],
])('refuses %s', async (_what, init, status) => {
  expect((await ask('/v1/customers', { method: 'POST', ...init })).status).toBe(status)
})

test.each([
  ['colour=red', 'colour', 'parameter_unknown'],
  ['name=x&invoice_settings[colour]=red', 'invoice_settings[colour]', 'parameter_unknown'],
  ['email=nobody', 'email', 'email_invalid'],
  ['invoice_settings=x', 'invoice_settings', undefined],
  ['name=a&name[b]=c', 'name', undefined],
])('refuses "%s", naming %s', async (body, param, code) => {
  const response = await ask('/v1/customers', { method: 'POST', headers: FORM, body })
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect([error.param, error.code]).toEqual([param, code])
})

test('treats any name in metadata as plain data', async () => {
  const body = 'metadata[0]=x&metadata[constructor]=c&name=one+two%26'
  const response = await ask('/v1/customers', { method: 'POST', headers: FORM, body })
  expect(await response.json()).toMatchObject({
    name: 'one two&',
    metadata: { 0: 'x', constructor: 'c' },
  })
})

test('pages with cursors, newest first', async () => {
  const email = 'paged@example.com'
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) ids.unshift((await local.client.customers.create({ email })).id)
  const oldest = ids[2]
  const first = await local.client.customers.list({ email, limit: 2 })
  expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true])
  const next = await local.client.customers.list({ email, limit: 2, starting_after: ids[1] ?? '' })
  expect([next.data.map(({ id }) => id), next.has_more]).toEqual([[oldest], false])
  await expect(local.client.customers.list({ starting_after: 'cus_none' })).rejects.toMatchObject({
    message: "No such customer: 'cus_none'",
    param: 'starting_after',
  })
})
