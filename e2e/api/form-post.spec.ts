import { expect } from 'playwright/test'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { type Answer, AS_FORM, bearer, fromOwnPage, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectApiHeaders, expectFailure } from './expectations'

/** Where a form post is led to: 303, without a body. */
function locationOf(answer: Answer): string {
  expect([answer.status, answer.text]).toEqual([303, ''])
  expectApiHeaders(answer)
  return answer.headers.location ?? ''
}

const failed = (code: string, account = '') => `${OWN_ORIGIN}/billing?error=${code}&account=${account}`

test('a form on our own page is led on to the portal, with the chosen account and language', async ({
  data,
}) => {
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

test('a failed form is led back with the code, to the account it was pressed for', async ({ data }) => {
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

test('a form from somebody signed out is led back with UNAUTHORIZED', async () => {
  const { Cookie: _, ...headers } = fromOwnPage({ cookie: '' })
  expect(locationOf(await send({ headers: { ...headers, ...AS_FORM } }))).toBe(failed('UNAUTHORIZED'))
})

const BAD_FORMS = {
  'an unknown field': 'colour=red',
  'a field twice': 'locale=de&locale=fr',
  'a return address elsewhere': 'returnUrl=https%3A%2F%2Fevil.example',
  'an unknown language': 'locale=tlh',
  'a flow as text': 'flow=payment_method_update',
  __proto__: '__proto__=1',
}

for (const [name, body] of Object.entries(BAD_FORMS)) {
  test(`a form with ${name} is led back with VALIDATION_FAILED, without calling Stripe`, async ({ data }) => {
    const account = await data.account()
    const owner = await data.user({ account, role: 'OWNER' })
    const answer = await send({ headers: { ...fromOwnPage(owner), ...AS_FORM }, body })
    expect(locationOf(answer)).toBe(failed('VALIDATION_FAILED'))
    expect(await stripeCalls(account.customer)).toEqual([])
  })
}

test('what the address says of the account cannot break out of the way back', async ({ data }) => {
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

test("another site's form gets no redirect and never reaches Stripe", async ({ data }) => {
  const account = await data.account()
  const { cookie } = await data.user({ account, role: 'OWNER' })
  const headers = { Cookie: cookie, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  expectFailure(await send({ headers: { ...headers, ...AS_FORM } }), { status: 403, code: 'FORBIDDEN' })
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('a program that sends a form is told to send JSON, except that curl calls an empty body one', async ({
  data,
}) => {
  const account = await data.account()
  const headers = { ...bearer(await data.key(account)), ...AS_FORM }
  expectFailure(await send({ headers, body: 'locale=de' }), { status: 415, code: 'VALIDATION_FAILED' })
  expect(await stripeCalls(account.customer)).toEqual([])
  expect((await send({ headers })).status).toBe(200)
})
