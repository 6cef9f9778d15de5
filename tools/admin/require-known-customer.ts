import { findCustomer } from '@/lib/stripe/find-customer'
import { OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

/** @throws {OperatorError} when Stripe does not know the customer, so that no account is linked to a typing mistake */
export async function requireKnownCustomer(id: string): Promise<void> {
  requireSetting('STRIPE_SECRET_KEY')
  if (await findCustomer(id)) return
  throw new OperatorError(
    `Stripe has no customer ${id} (unknown, deleted, or of the other mode than STRIPE_SECRET_KEY): look the id up among the Customers in Stripe's Dashboard.`,
  )
}
