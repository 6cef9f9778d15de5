import { stripe } from '@/lib/stripe/client'
import { putFixtures } from '@/tools/local/stripe/control'
import { STRIPE } from '../fixtures/local-environment'
import type { TestAccount, TestData } from '../fixtures/test-data'

/** A billing account with a Visa card ending in 4242, a paid invoice of €49 and an active subscription. */
export async function billedAccount(
  data: TestData,
): Promise<TestAccount & { customer: string; subscription: string }> {
  const account = await data.account()
  const { customer } = account
  const { customers, paymentMethods } = stripe()
  const { id: card } = await paymentMethods.attach('pm_card_visa', { customer })
  await customers.update(customer, { invoice_settings: { default_payment_method: card } })
  await putFixtures(STRIPE, [paidInvoice(customer)])
  const { id: subscription } = await data.subscription(customer)
  return { ...account, subscription }
}

const paidInvoice = (customer: string) => ({
  object: 'invoice',
  currency: 'eur',
  customer,
  lines: { object: 'list', data: [{ description: 'Studio plan', amount: 4_900, quantity: 1 }] },
  number: 'TEST-0001',
  status: 'paid',
  total: 4_900,
})
