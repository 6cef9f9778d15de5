import { setTimeout } from 'node:timers/promises'
import Stripe from 'stripe'
import type { StripeEvent } from '../wire'

/** Waits before each further attempt. Stripe goes on for hours; a developer's server is up at once or not at all. */
const RETRY_AFTER_MS = [250, 1_000, 4_000]

const ATTEMPT_TIMEOUT_MS = 10_000

/** What a fresh endpoint subscribes to here. Whatever is asked for through the control API is sent as well. */
export const SUBSCRIBED = new Set([
  'checkout.session.completed',
  'customer.created',
  'customer.updated',
  'customer.deleted',
])

/**
 * Posts events to an endpoint, signed as Stripe signs them. While a secret is being rotated, `secret` holds two separated by a comma,
 * and each event carries a signature of both.
 * https://docs.stripe.com/webhooks#verify-manually
 */
export class WebhookSender {
  readonly #url: string
  readonly #secrets: string[]
  readonly #stopped = new AbortController()

  constructor({ url, secret }: { url: string; secret: string }) {
    this.#url = url
    this.#secrets = secret.split(',').map((part) => part.trim())
  }

  /** Delivers in the background, and gives up after a few attempts: a webhook is never a reason for an error here. */
  send(event: StripeEvent): void {
    void this.#deliver(JSON.stringify({ ...event, pending_webhooks: 1 }, null, 2))
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
          'Stripe-Signature': signatureHeader(payload, this.#secrets),
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

/** The receiver checks the age of a signature by the wall clock, so that is the clock here, whatever time the account has. */
function signatureHeader(payload: string, secrets: string[]): string {
  const timestamp = Math.floor(Date.now() / 1000)
  const signatures = secrets.map((secret) => {
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
    return header.slice(header.indexOf(',') + 1)
  })
  return [`t=${timestamp}`, ...signatures].join(',')
}
