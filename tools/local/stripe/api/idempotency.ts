import { StripeError } from './stripe-error'

/** The response to a call, before faults are applied. */
export type Reply = {
  status: number
  headers: Record<string, string>
  /** JSON text, or HTML if Stripe's edge responds instead of its API. */
  body: string
  /** Whether the idempotency layer stores this response for a repeated call. */
  stored: boolean
}

/** `fingerprint` is the same for the same parameters. */
type KeyedCall = { key: string; path: string; fingerprint: string; requestId: string }
type Entry = KeyedCall & { reply: Reply | null }

/**
 * Stripe's idempotency layer: the first call with a key executes, and a repeat gets the same response, even
 * an error. Calls that fail validation do not reach it, so their key stays unused. Stripe may forget a key
 * after a day; here it is kept until the server stops.
 * https://docs.stripe.com/api/idempotent_requests and https://docs.stripe.com/error-low-level#idempotency
 */
export class IdempotencyLayer {
  readonly #entries = new Map<string, Entry>()

  /**
   * Returns the stored response of a call, or executes the call and stores its response.
   * @throws {StripeError} 400 if the key was used for another call, 409 while its first call is in progress
   */
  async respond(call: KeyedCall, execute: () => Promise<Reply>): Promise<Reply> {
    const { key, requestId } = call
    if (key.length > 255) throw new StripeError(400, { message: 'Idempotency-Key is over 255 characters.' })
    const entry = this.#entries.get(key)
    if (entry) return replayed(call, entry)

    const fresh: Entry = { ...call, reply: null }
    this.#entries.set(key, fresh)
    try {
      fresh.reply = await execute()
    } finally {
      if (!fresh.reply?.stored) this.#entries.delete(key)
    }
    return { ...fresh.reply, headers: { ...fresh.reply.headers, 'Original-Request': requestId } }
  }
}

function replayed({ key, path, fingerprint }: KeyedCall, first: Entry): Reply {
  if (first.path !== path)
    throw misuse(key, `for the same endpoint they were first used for ('${path}' vs '${first.path}')`)
  if (first.fingerprint !== fingerprint)
    throw misuse(key, 'with the same parameters they were first used with')
  if (!first.reply) throw inUse(key)
  const headers = { 'Idempotent-Replayed': 'true', 'Original-Request': first.requestId }
  return { ...first.reply, headers: { ...first.reply.headers, ...headers } }
}

function misuse(key: string, only: string): StripeError {
  const message =
    `Keys for idempotent requests can only be used ${only}. Try using a key other than '${key}' if you ` +
    `meant to execute a different request.`
  return new StripeError(400, { type: 'idempotency_error', message })
}

function inUse(key: string): StripeError {
  const message =
    `There is currently another in-progress request using this Idempotent Key (that probably means you ` +
    `submitted twice, and the other request is still going through): ${key}. Please try again later.`
  return new StripeError(409, { code: 'idempotency_key_in_use', message }, { 'Stripe-Should-Retry': 'true' })
}

/** Formats a response like Stripe, indented by two spaces. */
export function jsonReply(status: number, body: object, headers: Record<string, string> = {}): Reply {
  const text = `${JSON.stringify(body, null, 2)}\n`
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: text, stored: true }
}

export function unknownError(requestId: string, headers: Record<string, string> = {}): Reply {
  const error = new StripeError(500, { type: 'api_error', message: 'An unknown error occurred' })
  return jsonReply(500, error.toBody(requestId), headers)
}

export function errorReply(error: unknown, requestId: string): Reply {
  if (error instanceof StripeError) return jsonReply(error.status, error.toBody(requestId), error.headers)
  console.error('The local Stripe failed:', error)
  return unknownError(requestId)
}
