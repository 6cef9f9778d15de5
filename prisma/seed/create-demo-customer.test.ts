import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StripeAccount, startStripeAccount } from '@/tools/test/start-stripe-account'
import { createCustomerAtStripe } from './create-demo-customer'

let account: StripeAccount
beforeAll(async () => {
  account = await startStripeAccount()
})
afterAll(() => account.stop())

test('creates a customer with a default card and an active subscription through the API', async () => {
  const customer = await createCustomerAtStripe('account-1')
  const { customers, subscriptions } = account.client
  expect(await customers.retrieve(customer)).toMatchObject({
    invoice_settings: { default_payment_method: expect.stringMatching(/^pm_/) },
    metadata: { billingAccountId: 'account-1' },
  })
  expect((await subscriptions.list({ customer })).data).toMatchObject([{ status: 'active' }])
})
