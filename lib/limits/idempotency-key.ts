import { createHmac } from 'node:crypto'
import { ApiError } from '../api-error'

/** How long a repeat with the same key returns the same response, in seconds. Part of the API reference. */
export const IDEMPOTENCY_WINDOW_S = 300

/** The longest accepted `Idempotency-Key`, in characters. The table of errors repeats it. */
export const IDEMPOTENCY_KEY_MAX_LENGTH = 255

const SHAPE = new RegExp(`^[\\x20-\\x7e]{1,${IDEMPOTENCY_KEY_MAX_LENGTH}}$`)

/**
 * Reads the `Idempotency-Key` header: 1 to 255 printable ASCII characters.
 *
 * @returns null when the header is absent
 * @throws {ApiError} INVALID_IDEMPOTENCY_KEY for anything else
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('Idempotency-Key')
  if (key === null) return null
  if (!SHAPE.test(key)) throw new ApiError('INVALID_IDEMPOTENCY_KEY')
  return key
}

/**
 * Derives the key for Stripe from a caller's key. Stripe's idempotency layer is the store, so nothing is kept
 * here.
 *
 * It is bound to the caller, so equal keys of two callers never collide, and to a fixed window of {@link
 * IDEMPOTENCY_WINDOW_S}: a repeat after its end creates a second session, which is harmless. The caller's
 * input is left out on purpose: it is in Stripe's parameters, and Stripe detects a key that is reused with
 * another body.
 *
 * @param from.serverChosen what the server adds to the request: the customer, the portal's settings. A repeat
 *   after one of them changes is a new request, not a reuse.
 * @param from.storedFailures how many failures Stripe has stored under the earlier keys of this request
 */
export function stripeIdempotencyKey(
  secret: string,
  from: { caller: string; key: string; serverChosen: readonly string[]; storedFailures: number; now: Date },
): string {
  const window = Math.floor(from.now.getTime() / 1000 / IDEMPOTENCY_WINDOW_S)
  const message = JSON.stringify([from.caller, from.key, window, from.serverChosen, from.storedFailures])
  return `orbitkit-${createHmac('sha256', secret).update(message).digest('hex')}`
}
