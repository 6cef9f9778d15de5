import type { Reply } from './reply'
import { StripeError } from './stripe-error'

/** Stripe may forget a key once it is a day old. https://docs.stripe.com/api/idempotent_requests */
const KEPT_MS = 24 * 60 * 60 * 1000

/** A load test must not fill the memory, so beyond this the oldest keys go, whatever their age. */
const KEPT_KEYS = 50_000

const MAX_KEY_LENGTH = 255

type KeyedCall = {
  key: string
  path: string
  /** The same for the same parameters, in whatever order they came. */
  fingerprint: string
  requestId: string
}

type Entry = KeyedCall & { at: number; reply: Reply | null }

/**
 * Stripe's idempotency layer: the first call under a key executes, a repeat gets the same answer, whatever it
 * was, also an error. Calls that fail validation never come here, so their key stays free. In memory, because
 * a stored portal URL would be dead after a restart anyway.
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
   * @throws {StripeError} 400 when the key was used for something else, 409 while its first call is answered
   */
  async answer(call: KeyedCall, execute: () => Promise<Reply>): Promise<Reply> {
    this.#forgetOld()
    if (call.key.length > MAX_KEY_LENGTH)
      throw new StripeError(400, { message: `Idempotency-Key must be at most ${MAX_KEY_LENGTH} characters.` })
    const entry = this.#entries.get(call.key)
    if (entry) return replayed(call, entry)

    const fresh: Entry = { ...call, at: this.#now(), reply: null }
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

function replayed(call: KeyedCall, { path, fingerprint, requestId, reply }: Entry): Reply {
  if (path !== call.path)
    throw misuse(call, `for the same endpoint they were first used for ('${call.path}' vs '${path}')`)
  if (fingerprint !== call.fingerprint)
    throw misuse(call, 'with the same parameters they were first used with')
  if (!reply) throw inUse(call)
  const headers = { ...reply.headers, 'Idempotent-Replayed': 'true', 'Original-Request': requestId }
  return { ...reply, headers }
}

function misuse({ key }: KeyedCall, only: string): StripeError {
  const otherwise = `Try using a key other than '${key}' if you meant to execute a different request.`
  const message = `Keys for idempotent requests can only be used ${only}. ${otherwise}`
  return new StripeError(400, { type: 'idempotency_error', message })
}

/** Its `type` is as https://github.com/woocommerce/woocommerce-gateway-stripe/pull/503 reports it. */
function inUse({ key }: KeyedCall): StripeError {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`
  return new StripeError(409, { code: 'idempotency_key_in_use', message }, { 'Stripe-Should-Retry': 'true' })
}
