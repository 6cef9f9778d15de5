import { expect } from 'playwright/test'
import { putFixtures } from '@/tools/local/stripe/control'
import { OWN_ORIGIN, STRIPE } from '../fixtures/local-environment'
import { AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import type { TestAccount, TestData } from '../fixtures/test-data'
import { expectApiHeaders, expectFailure } from './expectations'

const path = '/api/hosted-invoice'
const ask = ({ id }: TestAccount, invoice: string) =>
  String(new URLSearchParams({ billingAccountId: id, invoice }))
const failed = (code: string) => `${OWN_ORIGIN}/billing?error=${code}&account=`

/** A billing account with an open invoice. */
async function accountWithInvoice(data: TestData) {
  const account = await data.account()
  const [invoice] = await putFixtures(STRIPE, [
    { object: 'invoice', customer: account.customer, status: 'open' },
  ])
  return { account, invoice: invoice?.id ?? '' }
}

test('owners and billing members are redirected to their own invoice, uncached', async ({ data }) => {
  const { account, invoice } = await accountWithInvoice(data)
  for (const role of ['OWNER', 'BILLING'] as const) {
    const headers = { ...fromOwnPage(await data.user({ account, role })), ...AS_FORM }
    const answer = await send({ path, headers, body: ask(account, invoice) })
    expect([answer.status, answer.text, answer.headers.location]).toEqual([303, '', `${STRIPE}/i/${invoice}`])
    expectApiHeaders(answer)
  }
})

test('a plain member, another account and another account’s invoice lead back to /billing', async ({
  data,
}) => {
  const [own, other] = [await accountWithInvoice(data), await accountWithInvoice(data)]
  const owner = fromOwnPage(await data.user({ account: own.account, role: 'OWNER' }))
  const member = fromOwnPage(await data.user({ account: own.account, role: 'MEMBER' }))
  const post = async (headers: object, body: string) =>
    (await send({ path, headers: { ...headers, ...AS_FORM }, body })).headers.location
  expect(await post(member, ask(own.account, own.invoice))).toBe(failed('FORBIDDEN'))
  expect(await post(owner, ask(own.account, other.invoice))).toBe(failed('NOT_FOUND'))
  expect(await post(owner, ask(other.account, other.invoice))).toBe(failed('NOT_FOUND'))
  expect(await post(owner, ask(own.account, '../customers'))).toBe(failed('VALIDATION_FAILED'))
})

test('another site’s form and a program are refused', async ({ data }) => {
  const { account, invoice } = await accountWithInvoice(data)
  const { cookie } = await data.user({ account, role: 'OWNER' })
  const foreign = { Cookie: cookie, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  const body = ask(account, invoice)
  expectFailure(await send({ path, headers: { ...foreign, ...AS_FORM }, body }), {
    status: 403,
    code: 'FORBIDDEN',
  })
  const headers = { ...bearer(await data.key(account)), ...AS_JSON }
  expectFailure(await send({ path, headers, body: '{}' }), { status: 415, code: 'VALIDATION_FAILED' })
})
