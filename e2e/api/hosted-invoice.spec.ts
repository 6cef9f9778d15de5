import { expect } from 'playwright/test'
import { putFixtures } from '@/tools/local/stripe/control'
import { OWN_ORIGIN, STRIPE } from '../fixtures/local-environment'
import { AS_FORM, AS_JSON, bearer, fromOwnPage, send } from '../fixtures/send'
import { test } from '../fixtures/test'
import type { TestAccount, TestData } from '../fixtures/test-data'
import { expectApiHeaders, expectFailure } from './expectations'

const path = '/api/hosted-invoice'
const form = ({ id }: TestAccount, invoice: string) =>
  String(new URLSearchParams({ billingAccountId: id, invoice }))
const failureUrl = (code: string) => `${OWN_ORIGIN}/billing?error=${code}&account=`

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
    const response = await send({ path, headers, body: form(account, invoice) })
    expect([response.status, response.text, response.headers.location]).toEqual([
      303,
      '',
      `${STRIPE}/i/${invoice}`,
    ])
    expectApiHeaders(response)
  }
})

test('a plain member, another account and another account’s invoice redirect back to /billing', async ({
  data,
}) => {
  const [own, other] = [await accountWithInvoice(data), await accountWithInvoice(data)]
  const owner = fromOwnPage(await data.user({ account: own.account, role: 'OWNER' }))
  const member = fromOwnPage(await data.user({ account: own.account, role: 'MEMBER' }))
  const post = async (headers: object, body: string) =>
    (await send({ path, headers: { ...headers, ...AS_FORM }, body })).headers.location
  expect(await post(member, form(own.account, own.invoice))).toBe(failureUrl('FORBIDDEN'))
  expect(await post(owner, form(own.account, other.invoice))).toBe(failureUrl('NOT_FOUND'))
  expect(await post(owner, form(other.account, other.invoice))).toBe(failureUrl('NOT_FOUND'))
  expect(await post(owner, form(own.account, '../customers'))).toBe(failureUrl('VALIDATION_FAILED'))
})

test('rejects a form on another site and a JSON request', async ({ data }) => {
  const { account, invoice } = await accountWithInvoice(data)
  const { cookie } = await data.user({ account, role: 'OWNER' })
  const foreign = { Cookie: cookie, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
  const body = form(account, invoice)
  expectFailure(await send({ path, headers: { ...foreign, ...AS_FORM }, body }), {
    status: 403,
    code: 'FORBIDDEN',
  })
  const headers = { ...bearer(await data.key(account)), ...AS_JSON }
  expectFailure(await send({ path, headers, body: '{}' }), { status: 415, code: 'VALIDATION_FAILED' })
})
