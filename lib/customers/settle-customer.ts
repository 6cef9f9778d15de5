import { ApiError } from '../api-error'
import { db } from '../db'
import { lookUpCustomer } from '../stripe/look-up-customer'
import { attachCustomer, detachCustomer } from './attach-customer'

/**
 * Times that others may change the account under our hands. Each takes another delivery at the same moment.
 */
const MAX_ATTEMPTS = 3

export type CustomerSettled =
  | { kind: 'attached' | 'unchanged' }
  /** The customer is deleted at Stripe, and no account has it now. */
  | { kind: 'detached' }
  /** The customer names no account any more. A link that exists stays, for it may be an operator's. */
  | { kind: 'names-no-account' }
  | ({ kind: 'refused' } & CustomerRefusal)

/**
 * Makes a customer's link what Stripe's present state calls for, whatever an event's snapshot said when it
 * was made. Events come late, twice and in any order; the present state is the same for all of them, so they
 * all end in the same row. A crash at any point is repaired by the redelivery, because every step may be
 * repeated.
 *
 * Excluded: two living customers that name one account, or one customer that two accounts checked out with.
 * Then the first one applied stays, and the others are refused, since any rule that made their order
 * irrelevant would have to move a customer.
 *
 * @param checkoutAccountId the account in whose name the customer checked out; the customer's own metadata
 *   has the last word
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
    // Affiliate programs write ids of their own there, which contradict nobody.
    if (await isAccount(checkoutAccountId))
      return { kind: 'refused', reason: 'metadata-names-another-account' }
  }
  const accountId = customer.accountId ?? checkoutAccountId
  if (!accountId) return { kind: 'names-no-account' }

  const settled = await attachToVacant(accountId, customerId)
  if (settled.kind !== 'attached') return settled
  // It may have been deleted, and that event handled, between our look and our write; then nobody else would
  // undo the write.
  const now = await lookUpCustomer(customerId)
  return now.kind === 'deleted' ? detach(customerId) : settled
}

const isAccount = async (id: string) => (await db().billingAccount.count({ where: { id } })) > 0

async function detach(customerId: string): Promise<CustomerSettled> {
  await detachCustomer(customerId)
  return { kind: 'detached' }
}

/**
 * An account is vacant, too, when its customer is deleted at Stripe and the event that says so is still on
 * its way.
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
        // One that this key does not know may be alive under the right one.
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
      'STRIPE_WEBHOOK_SECRET must be of one Stripe account.',
  })

/**
 * Why an event did not attach its customer. Accounts named here exist; what only Stripe's side names is not
 * repeated.
 */
export type CustomerRefusal =
  | { reason: 'no-such-account' }
  | { reason: 'account-has-another-customer'; account: string }
  | { reason: 'customer-of-another-account'; account: string; holder: string }
  | { reason: 'metadata-names-another-account' }

/** What a person should do about each: nothing here can decide whose invoices an account may see. */
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
    'Somebody checked out for one billing account as the customer of another: compare ' +
    'client_reference_id with the metadata of the customer in Stripe.',
}
