import { z } from 'zod'
import type { Store } from '../account/store'

/**
 * The ways in which the local Stripe can fail on request, with what the caller sees.
 *
 * - edge: before Stripe's code sees the call. Nothing happens, and no idempotency key is used up.
 * - execution: while the call executes. The response is stored under its idempotency key.
 * - wire: the call took effect, but its response is damaged on the way. A repeat with its key gets the whole
 *   response.
 */
export const EDGE = [
  'hang', // nothing, until the caller gives up
  'reset-before', // a TCP reset
  'html-502', // 502 with a gateway's HTML
  'rate-limit', // 429 `rate_limit`
  'lock-timeout', // 429 `lock_timeout` with `Stripe-Should-Retry: true`
  'wrong-key', // 401
  'missing-permission', // 403
] as const
export const EXECUTION = [
  'latency', // the response after `ms` (5,000); meanwhile the key is in use
  'server-error', // 500 `api_error`
  'deleted-customer', // `resource_missing`
  'other-mode-customer', // `resource_missing`, “a similar object exists in live mode”
  'no-configuration', // “No configuration provided…”
  'missing-url', // 200 without a `url`
  'foreign-url', // 200 with a `url` on another host
] as const
const WIRE = [
  'drip', // the response, one byte every `ms` (250)
  'reset-after', // a TCP reset
] as const

export const fault = z.strictObject({
  kind: z.enum([...EDGE, ...EXECUTION, ...WIRE]),
  /** Only calls about this customer. */
  customer: z.string().optional(),
  /** Only calls whose path starts with this, such as `/v1/billing_portal/sessions`. */
  path: z.string().optional(),
  /** How many calls fail. */
  times: z.int().min(1).max(1_000_000).default(1),
  /** `latency`: how long the call executes. `drip`: the pause between two bytes. Milliseconds. */
  ms: z.int().min(0).max(600_000).optional(),
  /** `server-error`: whether the idempotency layer stores the 500, as Stripe's does. */
  stored: z.boolean().default(true),
})

export type Fault = z.output<typeof fault>
export type FaultInput = z.input<typeof fault>

/**
 * The call that fails for a customer with `local_fault` in its metadata. Other calls work, so the customer
 * can be repaired.
 */
const METADATA_PATH = '/v1/billing_portal/sessions'

/** The pending faults. */
export class FaultQueue {
  #faults: Fault[] = []

  add(added: Fault): void {
    this.#faults.push(added)
  }

  clear(): void {
    this.#faults = []
  }

  /**
   * The fault for a call: the oldest match, which is used up, otherwise the one in the customer's metadata.
   */
  take(path: string, customerId: string | null, store: Store): Fault | null {
    const fits = ({ customer, path: begin = '' }: Fault) =>
      (customer ?? customerId) === customerId && path.startsWith(begin)
    const found = this.#faults.find(fits)
    if (found) {
      found.times -= 1
      if (found.times === 0) this.#faults = this.#faults.filter((waiting) => waiting !== found)
      return found
    }
    const customer = path === METADATA_PATH ? store.find('customer', customerId) : null
    if (!customer || customer.deleted) return null
    return fault.safeParse({ kind: customer.metadata.local_fault }).data ?? null
  }
}
