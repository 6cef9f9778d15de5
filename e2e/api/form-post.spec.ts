import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { type Answer, AS_FORM, bearer, fromOwnPage, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectApiHeaders, expectFailure } from './expectations'

/** Expects a 303 without a body, and returns its `Location`. */
function locationOf(answer: Answer): string {
  expect([answer.status, answer.text]).toEqual([303, ''])
  expectApiHeaders(answer)
  return answer.headers.location ?? ''
}

const failed = (code: string, account = '') => `${OWN_ORIGIN}/billing?error=${code}&account=${account}`

test('a form post is redirected to the portal, with the chosen account and language', async ({ data }) => {
  const [first, second] = await Promise.all([data.account(), data.account()])
  const user = await data.user({ account: first, role: 'OWNER' }, { account: second, role: 'OWNER' })
  const answer = await send({
    headers: { ...fromOwnPage(user), ...AS_FORM },
    body: String(new URLSearchParams({ billingAccountId: second.id, locale: 'de', returnUrl: '/billing' })),
  })
  expect(locationOf(answer)).toMatch(/\/p\/session\/\w+$/)
  expect(await portalCalls(second.customer)).toHaveLength(1)
  expect(await stripeCalls(first.customer)).toEqual([])
})

test('a failed form post is redirected back with the code and the account', async ({ data }) => {
  const account = await data.account()
  const member = await data.user({ account, role: 'MEMBER' })
  const answer = await send({
    path: `/api/billing-portal?account=${account.id}`,
    headers: { ...fromOwnPage(member), ...AS_FORM },
    body: `billingAccountId=${account.id}`,
  })
  expect(locationOf(answer)).toBe(failed('FORBIDDEN', account.id))
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('a form post without a session is redirected back with UNAUTHORIZED', async () => {
  const { Cookie: _, ...headers } = fromOwnPage({ cookie: '' })
  expect(locationOf(await send({ headers: { ...headers, ...AS_FORM } }))).toBe(failed('UNAUTHORIZED'))
})

test('a form post names a flow by its fields', async ({ data }) => {
  const account = await data.account()
  const owner = await data.user({ account, role: 'OWNER' })
  const { id: subscription } = await data.subscription(account.customer)
  const flow = { 'flow.type': 'subscription_cancel', 'flow.subscription': subscription }
  const body = String(new URLSearchParams({ ...flow, 'flow.afterCompletion.returnUrl': '/billing' }))
  const answer = await send({ headers: { ...fromOwnPage(owner), ...AS_FORM }, body })
  const page = await fetch(locationOf(answer))
  expect(await page.text()).toContain('Cancel plan')
})

const BAD_FORMS = {
  'an unknown field': 'colour=red',
  'a field twice': 'locale=de&locale=fr',
  'a foreign return URL': 'returnUrl=https%3A%2F%2Fevil.example',
  'an unknown language': 'locale=tlh',
  'a flow as text': 'flow=payment_method_update',
  'a flow as text and as fields': 'flow=x&flow.type=payment_method_update',
  'a flow that names its type twice': 'flow.type=payment_method_update&flow.type=subscription_cancel',
  'a field of endless depth': `${'a.'.repeat(8_000)}a=1`,
  'a prototype in a field': 'flow.__proto__.type=payment_method_update',
  __proto__: '__proto__=1',
}

for (const [name, body] of Object.entries(BAD_FORMS)) {
  test(`a form post with ${name} is redirected back with VALIDATION_FAILED, without calling Stripe`, async ({
    data,
  }) => {
    const account = await data.account()
    const owner = await data.user({ account, role: 'OWNER' })
    const answer = await send({ headers: { ...fromOwnPage(owner), ...AS_FORM }, body })
    expect(locationOf(answer)).toBe(failed('VALIDATION_FAILED'))
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('the account in the query cannot break out of the redirect', async ({ data }) => {
  const account = await data.account()
  const member = await data.user({ account, role: 'MEMBER' })
  const answer = await send({
    path: '/api/billing-portal?account=%0d%0aSet-Cookie:%20a=b%26error=OK%23//evil.example',
    headers: { ...fromOwnPage(member), ...AS_FORM },
  })
  const location = new URL(locationOf(answer))
  expect([location.origin, location.pathname, location.hash]).toEqual([OWN_ORIGIN, '/billing', ''])
  expect(location.searchParams.getAll('error')).toEqual(['FORBIDDEN'])
  expect(answer.headers).not.toHaveProperty('set-cookie')
})

test('a form on another site gets no redirect, without calling Stripe', async ({ data }) => {
  const account = await data.account()
  const { cookie } = await data.user({ account, role: 'OWNER' })
  const headers = { Cookie: cookie, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  expectFailure(await send({ headers: { ...headers, ...AS_FORM } }), { status: 403, code: 'FORBIDDEN' })
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('a key with a form body is 415, except for an empty one, as curl sends it', async ({ data }) => {
  const account = await data.account()
  const headers = { ...bearer(await data.key(account)), ...AS_FORM }
  expectFailure(await send({ headers, body: 'locale=de' }), { status: 415, code: 'VALIDATION_FAILED' })
  expect(await stripeCalls(account.customer)).toEqual([])
  expect((await send({ headers })).status).toBe(200)
})
