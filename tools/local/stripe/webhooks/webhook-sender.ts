import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import { newId } from '../account/new-id'
import type { StripeEvent } from '../wire'

/** Delays before each attempt. Stripe retries for hours, but a developer's server either runs or does not. */
const DELAYS_MS = [0, 250, 1_000, 4_000]

/** With the `id` of an earlier event, it is a repeated delivery. */
export type Occurrence = { type: string; object: object; id?: string | undefined }

/** Posts events to an endpoint, signed as described in https://docs.stripe.com/webhooks#verify-manually. */
export class WebhookSender {
  readonly #stopped = new AbortController()

  /** @param endpoint the URL for events, and the secret that signs them; undefined sends nothing */
  constructor(private readonly endpoint: { url: string; secret: string } | undefined) {}

  /** Delivers in the background and gives up after a few attempts. The caller sees no failure. */
  send({ id = newId('evt'), type, object }: Occurrence, previous?: object): StripeEvent {
    const event: StripeEvent = {
      ...{ id, object: 'event', api_version: Stripe.API_VERSION },
      created: Math.floor(Date.now() / 1000),
      data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
      ...{ livemode: false, pending_webhooks: 1, request: { id: null, idempotency_key: null }, type },
    }
    void this.#deliver(JSON.stringify(event, null, 2))
    return event
  }

  /** Aborts pending attempts and starts no more. */
  stop(): void {
    this.#stopped.abort()
  }

  async #deliver(payload: string): Promise<void> {
    const { signal } = this.#stopped
    for (const delay of DELAYS_MS) {
      await setTimeout(delay, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted || (await this.#attempt(payload).catch(() => false))) return
    }
  }

  async #attempt(payload: string): Promise<boolean> {
    if (!this.endpoint) return true
    const { url, secret } = this.endpoint
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
      },
      body: payload,
      // Stripe treats a redirect as a failure.
      redirect: 'manual',
      signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(10_000)]),
    })
    await response.body?.cancel()
    return response.ok
  }
}
