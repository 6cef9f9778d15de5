import { lookUpCustomer } from '@/lib/stripe/look-up-customer'
import { OperatorError } from './operator-error'
import { requireSetting } from './require-setting'

/** @throws {OperatorError} when Stripe does not know the customer, so that no account is linked to a typing mistake */
export async function requireKnownCustomer(id: string): Promise<void> {
  requireSetting('STRIPE_SECRET_KEY')
  switch ((await lookUpCustomer(id)).kind) {
    case 'live':
      return
    case 'deleted':
      throw new OperatorError(`Stripe says that ${id} is deleted: name the customer that took its place.`)
    case 'unknown':
      throw new OperatorError(
        `Stripe does not know ${id}: look the id up in Stripe's Dashboard, in the mode (test or live) of STRIPE_SECRET_KEY.`,
      )
  }
}
