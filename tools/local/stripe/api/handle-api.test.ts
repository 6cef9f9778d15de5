import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStripe, type TestStripe } from '../start-test-stripe'

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

test('answers with Stripe’s headers', async () => {
  const customer = await local.client.customers.create({}, { idempotencyKey: 'echoed' })
  expect(customer.lastResponse.headers).toMatchObject({
    'request-id': expect.stringMatching(/^req_/),
    'stripe-version': '2026-10-28.endive',
    'idempotency-key': 'echoed',
    'content-type': 'application/json',
  })
})

test.each([
  ['no key', undefined, /^You did not provide an API key\./],
  ['a wrong bearer key', 'Bearer sk_test_wrongwrongwrong', /^Invalid API Key provided: sk_test_\*+rong$/],
  ['a wrong Basic key', `Basic ${btoa('sk_test_wrongwrongwrong:')}`, /^Invalid API Key provided/],
  ['another scheme', 'Digest x', /^You did not provide an API key\./],
])('answers 401 to %s', async (_what, authorization, message) => {
  const response = await fetch(`${local.url}/v1/customers`, {
    headers: authorization ? { authorization } : {},
  })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.stringMatching(message) },
  })
})

test('gives the stripe package an authentication error for another key', async () => {
  const stranger = local.connect({}, 'sk_test_of_another_account')
  await expect(stranger.customers.list()).rejects.toMatchObject({
    type: 'StripeAuthenticationError',
    statusCode: 401,
  })
})

test('takes the key as Basic user name too', async () => {
  const response = await ask('/v1/customers', {
    headers: { Authorization: `Basic ${btoa(`${local.secretKey}:`)}` },
  })
  expect(response.status).toBe(200)
})

test.each([
  ['GET', '/v1/nothing'],
  ['POST', '/v1/events'],
  ['GET', '/v1/customers/'],
])('says that %s %s is no call of its', async (method, path) => {
  const response = await ask(path, { method })
  expect(response.status).toBe(404)
  expect((await response.json()).error.message).toContain(`Unrecognized request URL (${method}: ${path})`)
})

test('refuses JSON where a form belongs', async () => {
  const response = await ask('/v1/customers', {
    method: 'POST',
    body: '{"name":"x"}',
    headers: { 'Content-Type': 'application/json' },
  })
  expect(response.status).toBe(400)
  expect((await response.json()).error.message).toContain('application/x-www-form-urlencoded')
})

test('refuses a body of more than a megabyte', async () => {
  const response = await ask('/v1/customers', {
    method: 'POST',
    body: `name=${'x'.repeat(1_100_000)}`,
    headers: FORM,
  })
  expect(response.status).toBe(413)
})

test('refuses an API version that it does not speak, and connected accounts', async () => {
  const older = await ask('/v1/customers', { headers: { 'Stripe-Version': '2020-08-27' } })
  expect(older.status).toBe(400)
  await expect(local.client.customers.list({}, { stripeAccount: 'acct_1' })).rejects.toMatchObject({
    type: 'StripePermissionError',
  })
})

test('shows an error as Stripe does', async () => {
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

test('answers the fetch client of the stripe package as well', async () => {
  const { createFetchHttpClient } = (await import('stripe')).default
  const client = local.connect({ httpClient: createFetchHttpClient() })
  expect((await client.customers.create({ name: 'fetched' })).name).toBe('fetched')
})
