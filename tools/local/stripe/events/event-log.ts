import Stripe from 'stripe'
import { newId } from '../store/new-id'
import type { StripeEvent } from '../wire'

/** Stripe keeps events for 30 days; here the last ones are enough. */
const KEPT_EVENTS = 1_000

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

/** What happened in the account, in memory. Whoever sends webhooks listens here. */
export class EventLog {
  readonly #events: StripeEvent[] = []
  readonly #now: () => number
  readonly #listener: (event: StripeEvent) => void

  constructor(now: () => number, listener: (event: StripeEvent) => void) {
    this.#now = now
    this.#listener = listener
  }

  /** Keeps an event and tells it to the listener. */
  record(occurrence: Occurrence): StripeEvent {
    const event = this.keep(occurrence)
    this.#listener(event)
    return event
  }

  /** Keeps an event, for whoever sends it on by other means. */
  keep({
    type,
    object,
    previous,
    id = newId('evt'),
    created = Math.floor(this.#now() / 1000),
  }: Occurrence): StripeEvent {
    const event: StripeEvent = {
      id,
      object: 'event',
      api_version: Stripe.API_VERSION,
      created,
      data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 0,
      request: { id: null, idempotency_key: null },
      type,
    }
    this.#events.push(event)
    if (this.#events.length > KEPT_EVENTS) this.#events.shift()
    return event
  }

  find(id: string): StripeEvent | null {
    return this.#events.find((event) => event.id === id) ?? null
  }

  all(): StripeEvent[] {
    return [...this.#events]
  }
}
