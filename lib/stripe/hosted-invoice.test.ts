import { afterAll, beforeAll, expect, test } from 'vitest'
import { putFixtures } from '@/tools/local/stripe/control'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'
import { requireHostedInvoice } from './hosted-invoice'

let account: StripeAccount
beforeAll(async () => {
  account = await startStripeAccount()
  Object.assign(process.env, { APP_ENV: 'local' })
  await putFixtures(account.address, [
    { object: 'invoice', id: 'in_own', customer: 'cus_own', status: 'open' },
    { object: 'invoice', id: 'in_draft', customer: 'cus_own', status: 'draft' },
    { object: 'invoice', id: 'in_other', customer: 'cus_other', status: 'open' },
    {
      object: 'invoice',
      id: 'in_elsewhere',
      customer: 'cus_own',
      status: 'open',
      hosted_invoice_url: 'https://invoice.stripe.com.attacker.invalid/i/secret',
    },
  ])
})
afterAll(() => account.stop())

test('returns the URL of the customer’s own invoice', async () => {
  expect(await requireHostedInvoice('in_own', 'cus_own')).toBe(`${account.address}/i/in_own`)
})

test.each(['in_other', 'in_nowhere', 'in_draft'])('%s is not found', async (invoice) => {
  await expect(requireHostedInvoice(invoice, 'cus_own')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    publicMessage: 'There is no such invoice',
  })
})

test('a URL on another host is not returned, and the reason does not repeat it', async () => {
  await expect(requireHostedInvoice('in_elsewhere', 'cus_own')).rejects.toMatchObject({
    code: 'PAYMENT_ERROR',
    status: 502,
    message: expect.not.stringContaining('attacker'),
  })
})
