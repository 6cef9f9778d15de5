import { expect } from 'playwright/test'
import { stripe } from '@/lib/stripe/client'
import { OWN_ORIGIN } from '../fixtures/local-environment'
import { type Answer, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import { portalCalls, stripeCalls } from '../fixtures/stripe-calls'
import { test } from '../fixtures/test'
import { expectFailure, expectPortalUrl } from './expectations'

/** The example of the reference, with this deployment's `docUrl`. */
const NOT_FOUND =
  `{"error":{"code":"NOT_FOUND","message":"No billing account ` +
  `found","docUrl":"${OWN_ORIGIN}/api/errors/#not_found"}}`

/** Sends a request that names an account. */
const sendNaming = (headers: Record<string, string>, billingAccountId: string) =>
  send({ headers: { ...headers, ...AS_JSON }, body: JSON.stringify({ billingAccountId }) })

for (const role of ['OWNER', 'BILLING'] as const) {
  test(`${role} opens the portal of the account's own customer`, async ({ data }) => {
    const account = await data.account()
    expectPortalUrl(await send({ headers: fromOwnPage(await data.user({ account, role })) }))
    expect(await portalCalls(account.customer)).toMatchObject([{ status: 200 }])
  })
}

test('a plain member is forbidden, without calling Stripe', async ({ data }) => {
  const account = await data.account()
  const answer = await send({ headers: fromOwnPage(await data.user({ account, role: 'MEMBER' })) })
  expectFailure(answer, { status: 403, code: 'FORBIDDEN' })
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('a key without the scope is forbidden, without calling Stripe', async ({ data }) => {
  const account = await data.account()
  const answer = await send({ headers: bearer(await data.key(account, { scopes: ['something:else'] })) })
  expectFailure(answer, { status: 403, code: 'FORBIDDEN' })
  expect(await stripeCalls(account.customer)).toEqual([])
})

test('an account without a customer is the exact 404 of the reference, for keys and people', async ({
  data,
}) => {
  const account = await data.accountWithoutCustomer()
  const owner = await data.user({ account, role: 'OWNER' })
  for (const headers of [bearer(await data.key(account)), fromOwnPage(owner)]) {
    const answer = await send({ headers })
    expect([answer.status, answer.text]).toEqual([404, NOT_FOUND])
  }
})

test('a person without an account is 404', async ({ data }) => {
  const answer = await send({ headers: fromOwnPage(await data.user()) })
  expect([answer.status, answer.text]).toEqual([404, NOT_FOUND])
})

test('a customer that was deleted at Stripe is 404, and no other is created', async ({ data }) => {
  const account = await data.account()
  await stripe().customers.del(account.customer)
  const answer = await send({ headers: bearer(await data.key(account)) })
  expect([answer.status, answer.text]).toEqual([404, NOT_FOUND])
  const opened = (await portalCalls(account.customer)).filter(({ status }) => status === 200)
  expect(opened).toEqual([])
})

/** The parts of a response that do not vary between equal requests. */
const comparable = ({ status, text, headers }: Answer) => ({
  status,
  text,
  headers: { ...headers, date: '', 'x-request-id': '', ratelimit: '' },
})

test('a foreign account and a missing one get byte-identical responses, for keys and people', async ({
  data,
}) => {
  const [own, anothers] = await Promise.all([data.account(), data.account()])
  const owner = await data.user({ account: own, role: 'OWNER' })
  for (const headers of [bearer(await data.key(own)), fromOwnPage(owner)]) {
    const foreign = await sendNaming(headers, anothers.id)
    const nonexistent = await sendNaming(headers, anothers.id.replace(/.{4}$/, 'zzzz'))
    expect(comparable(foreign)).toEqual(comparable(nonexistent))
    expect([foreign.status, foreign.text]).toEqual([404, NOT_FOUND])
  }
  for (const { customer } of [own, anothers]) expect(await stripeCalls(customer)).toEqual([])
})

test('a key may name its own account', async ({ data }) => {
  const account = await data.account()
  expectPortalUrl(await sendNaming(bearer(await data.key(account)), account.id))
  expect(await portalCalls(account.customer)).toHaveLength(1)
})

test('a person with several accounts must choose, and the response lists them', async ({ data }) => {
  const [first, second] = await Promise.all([data.account(), data.account()])
  const user = await data.user({ account: first, role: 'OWNER' }, { account: second, role: 'BILLING' })
  const answer = await send({ headers: fromOwnPage(user) })
  const message = expect.stringMatching(`(?=.*${first.id})(?=.*${second.id})`)
  expectFailure(answer, {
    status: 400,
    code: 'VALIDATION_FAILED',
    details: [{ path: 'billingAccountId', message, code: 'custom' }],
  })
  for (const { customer } of [first, second]) expect(await stripeCalls(customer)).toEqual([])
})

test('the chosen account opens, and no other', async ({ data }) => {
  const [first, second, third] = await Promise.all([data.account(), data.account(), data.account()])
  const user = await data.user(
    { account: first, role: 'OWNER' },
    { account: second, role: 'BILLING' },
    { account: third, role: 'MEMBER' },
  )
  expectPortalUrl(await sendNaming(fromOwnPage(user), second.id))
  expect(await portalCalls(second.customer)).toHaveLength(1)

  expectFailure(await sendNaming(fromOwnPage(user), third.id), { status: 403, code: 'FORBIDDEN' })
  for (const { customer } of [first, third]) expect(await stripeCalls(customer)).toEqual([])
})

test('no header and no query parameter can name an account or a customer', async ({ data }) => {
  const [own, anothers] = await Promise.all([data.account(), data.account()])
  const key = await data.key(own)
  const answer = await send({
    path: `/api/billing-portal?customer=${anothers.customer}&billingAccountId=${anothers.id}`,
    headers: { ...bearer(key), 'X-Customer': anothers.customer, 'Stripe-Account': 'acct_1' },
  })
  expectPortalUrl(answer)
  expect(await portalCalls(own.customer)).toHaveLength(1)
  expect(await stripeCalls(anothers.customer)).toEqual([])
})
