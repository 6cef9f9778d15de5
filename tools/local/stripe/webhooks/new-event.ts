import Stripe from 'stripe'
import { newId } from '../account/new-id'
import { type LocalStripe, unixNow } from '../local-stripe'
import type { StripeEvent } from '../wire'

type Occurrence = {
  type: string
  /** The object after the change. */
  object: object
  /** What the changed attributes were before. */
  previous?: object | undefined
  /** Given to send one event again, as Stripe may. */
  id?: string | undefined
  /** Seconds since 1970. */
  created?: number | undefined
}

/** What happened, as Stripe tells it. https://docs.stripe.com/api/events/object */
export function newEvent(stripe: Pick<LocalStripe, 'now'>, occurrence: Occurrence): StripeEvent {
  const { type, object, previous, id = newId('evt'), created = unixNow(stripe) } = occurrence
  return {
    id,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created,
    data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
}
