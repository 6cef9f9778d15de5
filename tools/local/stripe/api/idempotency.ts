import type { Form } from './form'
import type { Reply } from './reply'
import { StripeError } from './stripe-error'

/** Stripe may forget a key once it is a day old. https://docs.stripe.com/api/idempotent_requests */
const KEPT_MS = 24 * 60 * 60 * 1000

/** A load test must not fill the memory, so beyond this the oldest keys go, whatever their age. */
const KEPT_KEYS = 50_000

const MAX_KEY_LENGTH = 255

type KeyedCall = { key: string; path: string; form: Form; requestId: string }

type Entry = { at: number; path: string; fingerprint: string; requestId: string; reply: Reply | null }

/**
 * Stripe's idempotency layer: the first call under a key executes, a repeat gets the same answer, whatever it was, also an error.
 * Calls that fail validation never come here, so their key stays free. In memory, because a stored portal URL would be dead after a
 * restart anyway.
 * https://docs.stripe.com/api/idempotent_requests and https://docs.stripe.com/error-low-level#idempotency
 */
export class IdempotencyLayer {
  readonly #entries = new Map<string, Entry>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Answers a call from the layer, or executes it and keeps the answer.
   * @throws {StripeError} 400 when the key was used for something else, 409 while its first call is being answered.
   */
  async answer(call: KeyedCall, execute: () => Promise<Reply>): Promise<Reply> {
    this.#forgetOld()
    const fingerprint = JSON.stringify(sorted(call.form))
    const entry = this.#entries.get(call.key)
    if (entry) return replayed(call, entry, fingerprint)
    if (call.key.length > MAX_KEY_LENGTH) {
      throw new StripeError(400, {
        message: `Idempotency-Key is too long: it can have at most ${MAX_KEY_LENGTH} characters.`,
      })
    }

    const fresh: Entry = {
      at: this.#now(),
      path: call.path,
      fingerprint,
      requestId: call.requestId,
      reply: null,
    }
    this.#entries.set(call.key, fresh)
    try {
      fresh.reply = await execute()
    } finally {
      if (!fresh.reply?.stored) this.#entries.delete(call.key)
    }
    return { ...fresh.reply, headers: { ...fresh.reply.headers, 'Original-Request': call.requestId } }
  }

  #forgetOld(): void {
    const oldest = this.#now() - KEPT_MS
    for (const [key, entry] of this.#entries) {
      if (entry.at >= oldest && this.#entries.size <= KEPT_KEYS) return
      if (entry.reply) this.#entries.delete(key)
    }
  }
}

function replayed(call: KeyedCall, entry: Entry, fingerprint: string): Reply {
  const otherwise = `Try using a key other than '${call.key}' if you meant to execute a different request.`
  if (entry.path !== call.path) {
    throw misuse(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${call.path}' vs '${entry.path}'). ${otherwise}`,
    )
  }
  if (entry.fingerprint !== fingerprint) {
    throw misuse(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${otherwise}`,
    )
  }
  if (!entry.reply) {
    throw new StripeError(
      409,
      {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${call.key}. Please try again later.`,
      },
      { 'Stripe-Should-Retry': 'true' },
    )
  }
  const headers = {
    ...entry.reply.headers,
    'Idempotent-Replayed': 'true',
    'Original-Request': entry.requestId,
  }
  return { ...entry.reply, headers }
}

const misuse = (message: string) => new StripeError(400, { type: 'idempotency_error', message })

/** The form with its names in one order, so that equal forms have equal text. */
function sorted(form: Form): unknown {
  return Object.entries(form)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, typeof value === 'string' ? value : sorted(value)])
}
