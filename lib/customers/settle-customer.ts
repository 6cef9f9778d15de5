import { ApiError } from '../api-error'
import { db } from '../db'
import { lookUpCustomer } from '../stripe/look-up-customer'
import { attachCustomer, detachCustomer } from './attach-customer'

/**
 * How often a concurrent change may force another attempt. Each retry needs yet another concurrent delivery.
 */
const MAX_ATTEMPTS = 3

export type CustomerSettled =
  | { kind: 'attached' | 'unchanged' }
  /** The customer is deleted at Stripe, and no account has it now. */
  | { kind: 'detached' }
  /** The customer no longer names an account. An existing link stays, because an operator may have set it. */
  | { kind: 'names-no-account' }
  | ({ kind: 'refused' } & CustomerRefusal)

/**
 * Brings a customer's link in line with Stripe's current state, ignoring the event's snapshot. Events arrive
 * late, twice and in any order, but all see the same current state and so end in the same row. Every step is
 * idempotent, so a redelivery repairs a crash at any point.
 *
 * Excluded: two live customers that name one account, or one customer that two accounts checked out with. The
 * first one applied stays and the others are refused, because any order-independent rule would have to move a
 * customer.
 *
 * @param checkoutAccountId the account that the customer checked out for; the customer's metadata takes
 *   precedence
 * @throws {ApiError} PAYMENT_ERROR and INTERNAL_ERROR, when the event should be delivered again
 */
export async function settleCustomer(
  customerId: string,
  checkoutAccountId: string | null,
): Promise<CustomerSettled> {
  const customer = await lookUpCustomer(customerId)
  if (customer.kind === 'unknown') throw notOurs()
  if (customer.kind === 'deleted') return detach(customerId)

  if (customer.accountId && checkoutAccountId && customer.accountId !== checkoutAccountId) {
    // Affiliate programs put their own ids there, which is no contradiction.
    if (await isAccount(checkoutAccountId))
      return { kind: 'refused', reason: 'metadata-names-another-account' }
  }
  const accountId = customer.accountId ?? checkoutAccountId
  if (!accountId) return { kind: 'names-no-account' }

  const settled = await attachToVacant(accountId, customerId)
  if (settled.kind !== 'attached') return settled
  // The customer may have been deleted, and that event handled, between the lookup and the write. Nothing
  // else would undo the write.
  const now = await lookUpCustomer(customerId)
  return now.kind === 'deleted' ? detach(customerId) : settled
}

const isAccount = async (id: string) => (await db().billingAccount.count({ where: { id } })) > 0

async function detach(customerId: string): Promise<CustomerSettled> {
  await detachCustomer(customerId)
  return { kind: 'detached' }
}

/**
 * An account also counts as vacant when its customer is deleted at Stripe and that event has not arrived yet.
 */
async function attachToVacant(accountId: string, customerId: string): Promise<CustomerSettled> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const outcome = await attachCustomer(accountId, customerId)
    switch (outcome.kind) {
      case 'attached':
      case 'unchanged':
        return outcome
      case 'no-account':
        return { kind: 'refused', reason: 'no-such-account' }
      case 'taken':
        return {
          kind: 'refused',
          reason: 'customer-of-another-account',
          account: accountId,
          holder: outcome.holderId,
        }
      case 'occupied': {
        const occupant = await lookUpCustomer(outcome.occupantId)
        // A customer that this key does not know may exist under the right key.
        if (occupant.kind !== 'deleted')
          return { kind: 'refused', reason: 'account-has-another-customer', account: accountId }
        await detachCustomer(outcome.occupantId)
        break
      }
      case 'contended':
        break
    }
  }
  throw new ApiError('INTERNAL_ERROR', {
    internal:
      "The account's customer kept changing while an event was applied: the next delivery settles it.",
  })
}

const notOurs = () =>
  new ApiError('INTERNAL_ERROR', {
    internal:
      'Stripe sent an event about a customer that STRIPE_SECRET_KEY does not know: the key and ' +
      'STRIPE_WEBHOOK_SECRET must belong to the same Stripe account.',
  })

/**
 * Why an event did not attach its customer. Accounts named here exist. Ids that exist only at Stripe are not
 * repeated.
 */
export type CustomerRefusal =
  | { reason: 'no-such-account' }
  | { reason: 'account-has-another-customer'; account: string }
  | { reason: 'customer-of-another-account'; account: string; holder: string }
  | { reason: 'metadata-names-another-account' }

/** What the operator should do about each: only a person can decide whose invoices an account may see. */
export const REFUSAL_TODO: Record<CustomerRefusal['reason'], string> = {
  'no-such-account':
    'Open the event in Stripe and compare the billing account it names with yours. Ignore it where ' +
    'another deployment shares this Stripe account.',
  'account-has-another-customer':
    'Decide which customer the account keeps. For the new one run `npm run admin -- account unlink`, ' +
    'then `account link`; for the old one take billingAccountId off the new one in Stripe.',
  'customer-of-another-account':
    'Decide which account the customer pays for. To move it run `npm run admin -- account unlink` for ' +
    'its holder, then `account link`.',
  'metadata-names-another-account':
    'A visitor checked out for one billing account as the customer of another: compare ' +
    'client_reference_id with the metadata of the customer in Stripe.',
}
