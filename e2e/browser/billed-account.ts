import { stripe } from '@/lib/stripe/client'
import type { TestAccount, TestData } from '../fixtures/test-data'

/** A billing account whose customer pays by a Visa card that ends in 4242, with a paid invoice of € 49 and a running subscription. */
export async function billedAccount(
  data: TestData,
): Promise<TestAccount & { customer: string; subscription: string }> {
  const account = await data.account()
  const { customer } = account
  await addCard(customer)
  await payInvoice(customer)
  const { id: subscription } = await data.subscription(customer)
  return { ...account, subscription }
}

async function addCard(customer: string): Promise<void> {
  const { customers, paymentMethods } = stripe()
  const { id } = await paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
  await paymentMethods.attach(id, { customer })
  await customers.update(customer, { invoice_settings: { default_payment_method: id } })
}

async function payInvoice(customer: string): Promise<void> {
  const { invoices, invoiceItems } = stripe()
  const { id: invoice } = await invoices.create({ customer, currency: 'eur', auto_advance: false })
  await invoiceItems.create({ customer, invoice, currency: 'eur', amount: 4_900, description: 'Studio plan' })
  await invoices.finalizeInvoice(invoice, { auto_advance: false })
  await invoices.pay(invoice)
}
