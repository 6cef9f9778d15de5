import { linkCustomer, unlinkCustomer } from '@/lib/customers/link-customer'
import { db } from '@/lib/db'
import { lookUpCustomer } from '@/lib/stripe/look-up-customer'
import { createDemoCustomer } from './create-demo-customer'

/** Makes an account a new customer where its own is gone at Stripe, as after deleting the local state. */
export async function seedCustomer(accountId: string): Promise<void> {
  const { stripeCustomerId } = await db().billingAccount.findUniqueOrThrow({ where: { id: accountId } })
  if (stripeCustomerId && (await lookUpCustomer(stripeCustomerId)).kind === 'live') {
    // Should it have been marked stale, it is no longer.
    await linkCustomer(accountId, stripeCustomerId)
    return
  }
  const customer = await createDemoCustomer(accountId)
  await unlinkCustomer(accountId)
  const { kind } = await linkCustomer(accountId, customer)
  if (kind !== 'linked')
    throw new Error(`The new demo customer could not be linked (${kind}): run the seed again.`)
}
