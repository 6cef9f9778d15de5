import type Stripe from 'stripe'
import { env } from '../env'
import { isLiveKey } from '../is-live-key'
import { log } from '../log'
import { type EventFact, eventFact } from '../stripe/event-fact'
import { withinDeadline } from '../stripe/within-deadline'
import { detachCustomer } from './attach-customer'
import { type CustomerSettled, REFUSAL_TODO, settleCustomer } from './settle-customer'

type RelevantFact = Exclude<EventFact, { kind: 'irrelevant' }>

export type EventApplied =
  | CustomerSettled
  | { kind: 'ignored'; reason: Extract<EventFact, { kind: 'irrelevant' }>['reason'] }

/**
 * Applies a verified Stripe event to the customer it concerns. The event is applied before it
 * is acknowledged, so no state is kept: Stripe redelivers a failed one for up to three days.
 * https://docs.stripe.com/webhooks#behaviors
 *
 * An event that would move a customer to another account, or replace an account's customer, is refused and
 * logged. It is still acknowledged, because only a person can resolve it.
 *
 * @throws {ApiError} PAYMENT_ERROR and INTERNAL_ERROR, when the event should be delivered again
 */
export async function applyStripeEvent(event: Stripe.Event): Promise<EventApplied> {
  const fact = eventFact(event, isLiveKey(env().stripe.secretKey))
  if (fact.kind === 'irrelevant') {
    // The operator may have expected these events to be applied, so the log says why they are not.
    if (fact.reason === 'other-mode' || fact.reason === 'organization')
      log.info('event.ignored', { stripeEvent: event.id, reason: fact.reason })
    return { kind: 'ignored', reason: fact.reason }
  }
  const applied = await withinDeadline(applyFact(fact))
  if (applied.kind === 'refused') {
    const { kind: _, ...refusal } = applied
    log.warn('customer.refused', { stripeEvent: event.id, ...refusal, todo: REFUSAL_TODO[refusal.reason] })
  }
  return applied
}

async function applyFact(fact: RelevantFact): Promise<CustomerSettled> {
  switch (fact.kind) {
    case 'customer-checked-out':
      return settleCustomer(fact.customerId, fact.accountId)
    case 'customer-changed':
      return settleCustomer(fact.customerId, null)
    case 'customer-deleted':
      await detachCustomer(fact.customerId)
      return { kind: 'detached' }
  }
}
