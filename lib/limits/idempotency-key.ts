import { createHmac } from 'node:crypto'
import { ApiError } from '../api-error'

/** How long a repeat with the same key returns the same response, in seconds. Published in the reference. */
export const IDEMPOTENCY_WINDOW_S = 300

/**
 * Reads the caller's `Idempotency-Key`: 1 to 255 printable ASCII characters.
 *
 * @returns null when the header is absent
 * @throws {ApiError} INVALID_IDEMPOTENCY_KEY for anything else
 */
export function findIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('Idempotency-Key')
  if (key === null) return null
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new ApiError('INVALID_IDEMPOTENCY_KEY')
  return key
}

/**
 * The key that Stripe sees for a caller's key. Stripe's own idempotency layer is the store, so nothing is
 * kept here.
 *
 * It is bound to the caller, so that two callers' equal keys never meet, and to a fixed window of {@link
 * IDEMPOTENCY_WINDOW_S}: a repeat across a window's edge makes a second session, which is harmless. What the
 * caller chose is left out on purpose: it is in Stripe's parameters, and Stripe itself finds a key that is
 * reused with another body.
 *
 * @param from.serverChosen what the request depends on and its caller does not choose: the customer, the
 *   portal's settings. A repeat after one of them changed is another request, and no reuse.
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
