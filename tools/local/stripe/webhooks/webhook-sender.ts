import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import type { StripeEvent } from '../wire'

/** Waits before each further attempt. Stripe goes on for hours; a developer's server is up at once or not at all. */
const RETRY_AFTER_MS = [250, 1_000, 4_000]

const ATTEMPT_TIMEOUT_MS = 10_000

/** Posts events to an endpoint, signed as Stripe signs them. https://docs.stripe.com/webhooks#verify-manually */
export class WebhookSender {
  readonly #url: string
  readonly #secret: string
  readonly #stopped = new AbortController()

  constructor({ url, secret }: { url: string; secret: string }) {
    this.#url = url
    this.#secret = secret
  }

  /** Delivers in the background, and gives up after a few attempts: a webhook is never a reason for an error here. */
  send(event: StripeEvent): void {
    void this.#deliver(JSON.stringify(event, null, 2))
  }

  /** Ends the attempts that are under way and makes no more. */
  stop(): void {
    this.#stopped.abort()
  }

  async #deliver(payload: string): Promise<void> {
    for (const delay of [0, ...RETRY_AFTER_MS]) {
      await setTimeout(delay, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {})
      if (this.#stopped.signal.aborted || (await this.#attempt(payload))) return
    }
  }

  async #attempt(payload: string): Promise<boolean> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          // The receiver checks its age by the wall clock, whatever time the account has.
          'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: this.#secret }),
        },
        body: payload,
        // Stripe counts a redirect as a failure.
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }
}
