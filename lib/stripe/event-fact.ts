import type Stripe from 'stripe'

/** The metadata key by which a Stripe customer names its billing account. */
export const ACCOUNT_METADATA = 'billingAccountId'

/** What an event tells this application. */
export type EventFact =
  /**
   * Somebody checked out in the name of a billing account. Only this event knows: at Stripe the customer does
   * not say so.
   */
  | { kind: 'customer-checked-out'; customerId: string; accountId: string }
  /**
   * A customer that names a billing account appeared or changed. What it names by now is for Stripe to say.
   */
  | { kind: 'customer-changed'; customerId: string }
  /** For good: Stripe undoes no deletion and gives no id twice. */
  | { kind: 'customer-deleted'; customerId: string }
  | {
      kind: 'irrelevant'
      reason: 'type' | 'other-mode' | 'connected-account' | 'organization' | 'names-no-account'
    }

/**
 * Reads an event whose signature was verified.
 *
 * A customer's snapshot is looked at for one thing alone, whether it names any account: if it does not, there
 * is nothing to ask Stripe, because the change that makes it name one sends an event of its own.
 *
 * @param livemode whether this deployment's Stripe key is a live one
 */
export function eventFact(event: Stripe.Event, livemode: boolean): EventFact {
  if (event.livemode !== livemode) return { kind: 'irrelevant', reason: 'other-mode' }
  // Connect: a platform's endpoint also hears of customers that belong to other businesses, who write their
  // metadata.
  if (event.account) return { kind: 'irrelevant', reason: 'connected-account' }
  // An organization's destination hears of all its accounts, and names each by `context` alone. Which one is
  // ours is not said anywhere. https://docs.stripe.com/get-started/account/orgs/setup and
  // `Stripe.EventBase.context`
  if (event.context) return { kind: 'irrelevant', reason: 'organization' }

  switch (event.type) {
    case 'checkout.session.completed': {
      const { client_reference_id: accountId, customer } = event.data.object
      // A guest's checkout makes no customer.
      if (!accountId || !customer) return { kind: 'irrelevant', reason: 'names-no-account' }
      const customerId = typeof customer === 'string' ? customer : customer.id
      return { kind: 'customer-checked-out', customerId, accountId }
    }
    case 'customer.created':
    case 'customer.updated': {
      const { id: customerId, metadata } = event.data.object
      if (!metadata[ACCOUNT_METADATA]) return { kind: 'irrelevant', reason: 'names-no-account' }
      return { kind: 'customer-changed', customerId }
    }
    case 'customer.deleted':
      return { kind: 'customer-deleted', customerId: event.data.object.id }
    default:
      return { kind: 'irrelevant', reason: 'type' }
  }
}
