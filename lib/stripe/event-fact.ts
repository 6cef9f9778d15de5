import type Stripe from 'stripe'
import { idOf } from './stripe-id'

/** The metadata key by which a Stripe customer names its billing account. */
export const ACCOUNT_METADATA = 'billingAccountId'

/** What an event means here. */
export type EventFact =
  /**
   * A customer checked out for a billing account. Only this event says so; the customer at Stripe does not.
   */
  | { kind: 'customer-checked-out'; customerId: string; accountId: string }
  /** A customer that names a billing account was created or changed. Ask Stripe for its current metadata. */
  | { kind: 'customer-changed'; customerId: string }
  /** Permanent: Stripe never undoes a deletion or reuses an id. */
  | { kind: 'customer-deleted'; customerId: string }
  | {
      kind: 'irrelevant'
      reason: 'type' | 'other-mode' | 'connected-account' | 'organization' | 'names-no-account'
    }

/**
 * Classifies an event with a verified signature.
 *
 * A customer's snapshot is checked only for whether it names an account. If it does not, there is nothing to
 * ask Stripe, because the change that adds one sends its own event.
 *
 * @param livemode whether this deployment's Stripe key is for live mode
 */
export function eventFact(event: Stripe.Event, livemode: boolean): EventFact {
  if (event.livemode !== livemode) return { kind: 'irrelevant', reason: 'other-mode' }
  // Connect: a platform's endpoint also receives events of customers of other businesses, who control their
  // metadata.
  if (event.account) return { kind: 'irrelevant', reason: 'connected-account' }
  // An organization's destination receives events of all its accounts, identified only by `context`. Nothing
  // says which one is ours. https://docs.stripe.com/get-started/account/orgs/setup and
  // `Stripe.EventBase.context`
  if (event.context) return { kind: 'irrelevant', reason: 'organization' }

  switch (event.type) {
    case 'checkout.session.completed': {
      const { client_reference_id: accountId, customer } = event.data.object
      // A guest checkout creates no customer.
      if (!accountId || !customer) return { kind: 'irrelevant', reason: 'names-no-account' }
      return { kind: 'customer-checked-out', customerId: idOf(customer), accountId }
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
