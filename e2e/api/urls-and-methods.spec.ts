import { expect } from 'playwright/test'
import { bearer, send } from '../fixtures/send'
import { stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectApiHeaders, expectFailure } from './expectations'

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

for (const method of OTHER_METHODS) {
  test(`${method} is 405 with Allow, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const answer = await send({ method, headers: bearer(await data.key(account)) })
    expectFailure(answer, { status: 405, code: 'VALIDATION_FAILED', message: 'Use POST' })
    expect(answer.headers.allow).toBe('POST')
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('HEAD is 405 with Allow and without a body', async () => {
  const answer = await send({ method: 'HEAD' })
  expect([answer.status, answer.text, answer.headers.allow]).toEqual([405, '', 'POST'])
  expectApiHeaders(answer)
})

test('no header turns another method into POST', async ({ data }) => {
  const account = await data.account()
  const headers = {
    ...bearer(await data.key(account)),
    'X-HTTP-Method-Override': 'POST',
    'X-Method-Override': 'POST',
  }
  expectFailure(await send({ method: 'GET', headers }), { status: 405, code: 'VALIDATION_FAILED' })
  expect(await stripeCalls(account.customer)).toEqual([])
})

const UNKNOWN_PATHS = [
  '/api',
  '/api/nothing',
  '/api/billing-portal/nothing',
  '/api/billing-portals',
  '/api/Billing-Portal',
  '/api/billing-portal%2F',
  '/api/billing-portal;a=b',
  '/api/billing-portal.json',
  '/api/webhooks',
  `/api/${'a'.repeat(4_000)}`,
]

for (const path of UNKNOWN_PATHS) {
  test(`${path.slice(0, 40)} is 404 in the envelope, with every method`, async ({ data }) => {
    const account = await data.account()
    const headers = bearer(await data.key(account))
    for (const method of ['POST', ...OTHER_METHODS])
      expectFailure(await send({ method, path, headers }), { status: 404, code: 'NOT_FOUND' })
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('sign-in URLs accept only GET and POST', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const answer = await send({ method, path: '/api/auth/session' })
    expectFailure(answer, { status: 405, code: 'VALIDATION_FAILED', message: 'Use GET, POST' })
    expect(answer.headers.allow).toBe('GET, POST')
  }
  for (const action of ['session', 'callback/oidc', 'csrf'])
    expectFailure(await send({ path: `/api/auth/${action}` }), {
      status: 405,
      code: 'VALIDATION_FAILED',
      message: 'Use GET',
    })
  for (const path of ['/api/auth/_log', '/api/auth/callback/google'])
    expectFailure(await send({ method: 'GET', path }), { status: 404, code: 'NOT_FOUND' })
})

test('health accepts only GET, and returns only the status', async () => {
  for (const [path, status] of [
    ['/api/health', 'up'],
    ['/api/health/ready', 'ready'],
  ] as const) {
    const answer = await send({ method: 'GET', path })
    expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ status })])
    expect(answer.headers['cache-control']).toBe('no-store')
    const refused = await send({ method: 'POST', path })
    expectFailure(refused, { status: 405, code: 'VALIDATION_FAILED', message: 'Use GET' })
    expect(refused.headers.allow).toBe('GET')
  }
})

test('only the webhook URL accepts a trailing slash, because Stripe follows no redirect', async () => {
  for (const path of ['/api/webhooks/stripe', '/api/webhooks/stripe/'])
    expectFailure(await send({ path, body: '{}' }), { status: 400, code: 'VALIDATION_FAILED' })
  for (const path of ['/api/billing-portal', '/docs']) {
    const answer = await send({ method: 'GET', path: `${path}/?a=b` })
    expect([answer.status, answer.headers.location]).toEqual([308, `${path}?a=b`])
  }
})
