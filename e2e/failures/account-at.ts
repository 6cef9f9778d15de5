import Stripe from 'stripe'
import { db } from '@/lib/db'
import type { LocalPart } from '@/tools/local/part'
import type { TestAccount, TestData, TestKey } from '../fixtures/test-data'

/** A billing account and an API key, whose customer is in the test's own Stripe account. */
export async function accountAt(
  { variables, address }: LocalPart,
  data: TestData,
  customer: Stripe.CustomerCreateParams = {},
): Promise<{ account: TestAccount; customer: string; key: TestKey }> {
  const { hostname: host, port } = new URL(address)
  const client = new Stripe(String(variables.STRIPE_SECRET_KEY), { protocol: 'http', host, port })
  const { id: stripeCustomerId } = await client.customers.create(customer)
  const { id, name } = await data.accountWithoutCustomer()
  await db().billingAccount.update({ where: { id }, data: { stripeCustomerId } })
  const account = { id, name }
  return { account, customer: stripeCustomerId, key: await data.key(account) }
}
