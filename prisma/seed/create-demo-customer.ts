import { env } from '@/lib/env'
import { putFixtures } from '@/tools/local/stripe/control'
import { createCustomerAtStripe } from './create-customer-at-stripe'
import { demoObjects } from './demo-objects'

/**
 * Makes the demo account's Stripe customer. At the local Stripe it comes with half a year of paid invoices, a
 * card and a running subscription; a real test account bills for itself, so there the history begins today.
 *
 * @returns the customer's id
 */
export async function createDemoCustomer(accountId: string): Promise<string> {
  const { apiBaseUrl } = env().stripe
  if (!apiBaseUrl) return createCustomerAtStripe(accountId)
  const [customer] = await putFixtures(apiBaseUrl, demoObjects(accountId, new Date()))
  if (!customer) throw new Error('The local Stripe kept no customer.')
  return customer.id
}
